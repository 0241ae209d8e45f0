import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { type Condition, toFilterTree } from '../../lib/filter';

const PAGE_CALLS = 10; // with their bodies

export const sessionCondition = (id: string): Condition => ({
  field: 'session',
  op: 'is',
  value: id,
});

/** The calls of a session with their bodies, in the order in which they began, a few at a time. */
export function callsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: keys.sessionCalls(id),
    queryFn: async ({ signal, pageParam }) => {
      const body = {
        filter: toFilterTree([sessionCondition(id)]),
        sort: { created_at: 'asc' },
        limit: PAGE_CALLS,
        includeBodies: true,
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      const page = await unwrap(api.POST('/v1/request/query', { body, signal }));
      return { calls: page.data, cursor: page.next_cursor };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor ?? undefined,
  });
}

/** The name and the users of a session; null: it has no call. */
export function detailsQuery(id: string) {
  return queryOptions({
    queryKey: keys.sessionDetails([id], ''),
    queryFn: async ({ signal }) => {
      const timeFilter = { startTimeUnixMs: 0, endTimeUnixMs: Date.now() };
      const body = { filter: toFilterTree([sessionCondition(id)]), timeFilter, limit: 1 };
      return (await unwrap(api.POST('/v1/session/query', { body, signal }))).data[0] ?? null;
    },
  });
}

/** The means of the scores of its calls. */
export function meansQuery(id: string, scores: string[], rangeKey: string) {
  return queryOptions({
    queryKey: keys.sessionMeans(id, scores, rangeKey),
    queryFn: async ({ signal }) => {
      const body = { scores, filter: toFilterTree([sessionCondition(id)]) };
      return (await unwrap(api.POST('/v1/scores/query', { body, signal }))).data;
    },
    enabled: scores.length > 0,
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
  });
}
