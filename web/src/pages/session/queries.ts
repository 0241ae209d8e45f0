import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { type Condition, toFilterTree } from '../../lib/filter';

const PAGE = 1_000; // as many as the API gives at once

export const sessionCondition = (id: string): Condition => ({
  field: 'session',
  op: 'is',
  value: id,
});

/** Its calls in the order of time, a thousand at a time. */
export function callsQuery(id: string, now: string) {
  return infiniteQueryOptions({
    queryKey: keys.sessionCalls(id, now),
    queryFn: async ({ signal, pageParam }) => {
      const body = {
        filter: toFilterTree([sessionCondition(id)]),
        sort: { created_at: 'asc' },
        limit: PAGE,
        includeBodies: false,
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      const answer = await unwrap(api.POST('/v1/request/query', { body, signal }));
      return { calls: answer.data, cursor: answer.next_cursor };
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.cursor ?? undefined,
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

/** Scores of the session itself, not of its calls. */
export function ownScoresQuery(id: string, now: string) {
  return queryOptions({
    queryKey: keys.sessionScores(id, now),
    queryFn: async ({ signal }) => {
      const params = { query: { session_id: id } };
      return (await unwrap(api.GET('/v1/scores', { params, signal }))).data;
    },
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}

/** The means of its calls' scores. */
export function meansQuery(id: string, scores: string[], now: string) {
  return queryOptions({
    queryKey: keys.sessionMeans(id, scores, now),
    queryFn: async ({ signal }) => {
      const body = { scores, filter: toFilterTree([sessionCondition(id)]) };
      return (await unwrap(api.POST('/v1/scores/query', { body, signal }))).data;
    },
    enabled: scores.length > 0,
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
}
