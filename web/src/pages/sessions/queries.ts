import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import { anyOf, groupFilter } from '../../components/groups/groupQueries';
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

export type SessionDetails = components['schemas']['SessionShape'];

/** The users, first messages and durations of these sessions, by their ids. */
export function detailsQuery(ids: string[], range: Range) {
  return queryOptions({
    queryKey: keys.sessionDetails(ids, range.key),
    queryFn: async ({ signal }): Promise<Map<string, SessionDetails>> => {
      const filter = anyOf(ids.map(id => groupFilter('session', id)));
      const body = { filter, timeFilter: unixMs(range), limit: ids.length };
      const { data } = await unwrap(api.POST('/v1/session/query', { body, signal }));
      return new Map(data.map(session => [session.session_id, session]));
    },
    enabled: ids.length > 0,
    placeholderData: previous => previous,
  });
}

/** Sessions that have steps of agents or tools, but no call. */
export function stepSessionsQuery(range: Range) {
  return queryOptions({
    queryKey: keys.stepSessions(range.key),
    queryFn: async ({ signal }) => {
      const body = { time_range: range.timeRange, limit: 50 };
      return (await unwrap(api.POST('/v1/session/steps-only/query', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
}

export const nameFilter = (name: string): FilterTree => ({
  request_response_rmt: { session_name: { equals: name } },
});
