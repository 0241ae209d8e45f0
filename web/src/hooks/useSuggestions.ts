/** What the filter's form suggests: names of properties and scores, and the values that requests have. */

import { useQuery } from '@tanstack/react-query';
import { fieldValuesQuery } from '../api/names';
import type { Field } from '../lib/filter';
import { usePropertyNames, useScoreNames } from './useNames';

/** Fields whose values can be counted; the others are numbers or free text. */
const GROUP_KEYS: Partial<Record<Field, string>> = {
  model: 'model',
  status: 'status',
  user: 'user',
  session: 'session',
  outcome: 'outcome',
  path: 'path',
};

/** The names that a property or score can have; none for other fields. */
export function useNameSuggestions(field: Field): string[] {
  const scores = useScoreNames().data?.map(({ name }) => name);
  const properties = usePropertyNames().data;
  const names = { score: scores, property: properties }[field as 'score' | 'property'];
  return [...new Set(names)]; // a score of two types is listed twice
}

/** Values of a field that contain the text typed so far. */
export function useValueSuggestions(field: Field, name: string, text: string): string[] {
  const by = field === 'property' ? name && `property.${name}` : GROUP_KEYS[field];
  const values = useQuery(fieldValuesQuery(by, text));
  if (field === 'score') return ['true', 'false'];
  return by ? [...new Set(values.data)] : [];
}
