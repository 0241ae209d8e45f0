import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { type Condition, toFilterTree } from '../../lib/filter';

const PAGE_ROWS = 1_000; // the API's maximum

export const sessionCondition = (id: string): Condition => ({
  field: 'session',
  op: 'is',
  value: id,
});

/** The calls of a session in chronological order, a thousand at a time. */
export function callsQuery(id: string, rangeKey: string) {
  return infiniteQueryOptions({
    queryKey: keys.sessionCalls(id, rangeKey),
    queryFn: async ({ signal, pageParam }) => {
      const body = {
        filter: toFilterTree([sessionCondition(id)]),
        sort: { created_at: 'asc' },
        limit: PAGE_ROWS,
        includeBodies: false,
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      const page = await unwrap(api.POST('/v1/request/query', { body, signal }));
      return { calls: page.data, cursor: page.next_cursor };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor ?? undefined,
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
  });
}

/** The scores of the session itself, not of its calls. */
export function ownScoresQuery(id: string, rangeKey: string) {
  return queryOptions({
    queryKey: keys.sessionScores(id, rangeKey),
    queryFn: async ({ signal }) => {
      const params = { query: { session_id: id } };
      return (await unwrap(api.GET('/v1/scores', { params, signal }))).data;
    },
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
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
