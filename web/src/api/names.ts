/** The names of scores and properties, and the values that requests have, most frequent first. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';

const STALE_MS = 60_000;
const MAX_VALUES = 20;

export const scoreNamesQuery = queryOptions({
  queryKey: keys.scoreNames(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/scores/names', { signal }))).data,
  staleTime: STALE_MS,
});

export const propertyNamesQuery = queryOptions({
  queryKey: keys.propertyNames(),
  queryFn: async ({ signal }) => {
    const answer = await unwrap(api.POST('/v1/property/query', { body: {}, signal }));
    return answer.data.map(({ property }) => property);
  },
  staleTime: STALE_MS,
});

/** The names that the page of properties leaves out. */
export const hiddenPropertyNamesQuery = queryOptions({
  queryKey: keys.hiddenPropertyNames(),
  queryFn: async ({ signal }) => {
    const answer = await unwrap(api.POST('/v1/property/hidden/query', { signal }));
    return answer.data.map(({ property }) => property);
  },
  staleTime: STALE_MS,
});

/** The values of a column or property that contain a text. `by` is a key to group by; undefined: there are none. */
export const fieldValuesQuery = (by: string | undefined, contains: string) =>
  queryOptions({
    queryKey: keys.fieldValues(by, contains),
    queryFn: async ({ signal }) => {
      const body = { group_by: by!, contains, limit: MAX_VALUES };
      const answer = await unwrap(api.POST('/v1/request/groups/query', { body, signal }));
      return answer.data.groups.map(({ value }) => value).filter(value => value !== null);
    },
    enabled: Boolean(by),
    placeholderData: before => before,
    staleTime: STALE_MS,
  });
