/** What can be filtered by: names of properties and scores, and the values that there are, most frequent first. */

import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, told } from '../api/client';
import { keys } from '../api/keys';
import type { Field } from './filter';

const STALE_MS = 60_000;
const SHOWN = 20;

/** What the values of a field are counted by; the others are numbers or free text. */
const GROUPS: Partial<Record<Field, string>> = {
  model: 'model',
  status: 'status',
  user: 'user',
  session: 'session',
  outcome: 'outcome',
  path: 'path',
};

export const scoreNamesQuery = queryOptions({
  queryKey: keys.scoreNames(),
  queryFn: async ({ signal }) => (await told(api.GET('/v1/scores/names', { signal }))).data,
  staleTime: STALE_MS,
});

export const useScoreNames = () => useQuery(scoreNamesQuery);

export function usePropertyNames() {
  return useQuery({
    queryKey: keys.propertyNames(),
    queryFn: async ({ signal }) => {
      const answer = await told(api.POST('/v1/property/query', { body: {}, signal }));
      return answer.data.map(({ property }) => property);
    },
    staleTime: STALE_MS,
  });
}

/** The names that a field with names can have. */
export function useNames(field: Field): string[] {
  const scores = useScoreNames().data?.map(({ name }) => name);
  const properties = usePropertyNames().data;
  const known = { score: scores, property: properties }[field as 'score' | 'property'];
  return [...new Set(known)]; // a score of two types is listed twice
}

/** Values that contain what is written so far. */
export function useValues(field: Field, name: string, written: string): string[] {
  const grouped = field === 'property' ? name && `property.${name}` : GROUPS[field];
  const values = useQuery({
    queryKey: keys.fieldValues(grouped, written),
    queryFn: async ({ signal }) => {
      const body = { group_by: grouped!, contains: written, limit: SHOWN };
      const answer = await told(api.POST('/v1/request/groups/query', { body, signal }));
      return answer.data.groups.map(({ value }) => value);
    },
    enabled: Boolean(grouped),
    placeholderData: before => before,
    staleTime: STALE_MS,
  });
  if (field === 'score') return ['true', 'false'];
  return grouped ? [...new Set((values.data ?? []).filter(value => value !== null))] : [];
}
