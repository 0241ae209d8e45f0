import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import type { FilterTree } from '../../lib/filter';
import type { Range } from '../../hooks/useRange';

export type SessionName = components['schemas']['SessionNameShape'];

const unixMs = ({ start, end }: Range) => ({
  startTimeUnixMs: start.getTime(),
  endTimeUnixMs: end.getTime(),
});

/** The fifty most recently used names. */
export function namesQuery(filter: FilterTree, range: Range) {
  return queryOptions({
    queryKey: keys.sessionNames(filter, range.key),
    queryFn: async ({ signal }) => {
      const body = { filter, timeFilter: unixMs(range) };
      return (await unwrap(api.POST('/v1/session/name/query', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
}

export interface SessionFilter {
  filter: FilterTree;
  range: Range;
  search: string;
  name: string | undefined;
}

/** The number of sessions, and the averages of a session. */
export function countQuery({ filter, range, search, name }: SessionFilter) {
  return queryOptions({
    queryKey: keys.sessionCount(filter, range.key, search, name),
    queryFn: async ({ signal }) => {
      const body = { filter, timeFilter: unixMs(range), search, nameEquals: name ?? null };
      return (await unwrap(api.POST('/v1/session/count', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
}

export const nameFilter = (name: string): FilterTree => ({
  request_response_rmt: { session_name: { equals: name } },
});
