import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { FilterTree } from '../../lib/filter';
import type { Range } from '../../hooks/useRange';

const unixMs = ({ start, end }: Range) => ({
  startTimeUnixMs: start.getTime(),
  endTimeUnixMs: end.getTime(),
});

/** The fifty names that were used last. */
export function namesQuery(filter: FilterTree, range: Range) {
  return queryOptions({
    queryKey: keys.sessionNames(filter, range.key),
    queryFn: async ({ signal }) => {
      const body = { filter, timeFilter: unixMs(range) };
      return (await unwrap(api.POST('/v1/session/name/query', { body, signal }))).data;
    },
    placeholderData: before => before,
  });
}

export interface SessionFilter {
  filter: FilterTree;
  range: Range;
  search: string;
  name: string | undefined;
}

/** How many sessions, and what one of them is like. */
export function countQuery({ filter, range, search, name }: SessionFilter) {
  return queryOptions({
    queryKey: keys.sessionCount(filter, range.key, search, name),
    queryFn: async ({ signal }) => {
      const body = { filter, timeFilter: unixMs(range), search, nameEquals: name ?? null };
      return (await unwrap(api.POST('/v1/session/count', { body, signal }))).data;
    },
    placeholderData: before => before,
  });
}

export const nameFilter = (name: string): FilterTree => ({
  request_response_rmt: { session_name: { equals: name } },
});
