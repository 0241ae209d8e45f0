/** What the filter's form suggests: names of properties and scores, and the values that requests have. */

import { useQuery } from '@tanstack/react-query';
import { fieldValuesQuery } from '../api/names';
import { type Field, specOf } from '../lib/filterFields';
import { usePropertyNames, useScoreNames } from './useNames';

/** Fields whose values can be counted; the others are numbers or free text. */
const GROUP_KEYS: Partial<Record<Field, string>> = {
  model: 'model',
  status: 'status',
  user: 'user',
  session: 'session',
  session_name: 'session_name',
  prompt_id: 'prompt',
  prompt_fingerprint: 'prompt_fingerprint',
  outcome: 'outcome',
  finish_reason: 'finish_reason',
  error_type: 'error_type',
  cost_source: 'cost_source',
  path: 'path',
  upstream: 'upstream',
};

/** The names that a condition can have: of properties or scores. */
export function useNameSuggestions(field: Field): string[] {
  const scores = useScoreNames().data?.map(({ name }) => name);
  const properties = usePropertyNames().data;
  const { named } = specOf(field);
  const names = named === 'score' ? scores : named === 'property' ? properties : [];
  return [...new Set(names)]; // a score of two types is listed twice
}

/** Values of a field that contain the text typed so far. */
export function useValueSuggestions(field: Field, name: string, text: string): string[] {
  const by = field === 'property' ? name && `property.${name}` : GROUP_KEYS[field];
  const values = useQuery(fieldValuesQuery(by, text));
  if (field === 'score' || field === 'failed') return ['true', 'false'];
  return by ? [...new Set(values.data)] : [];
}
