/** One request: with its bodies, its scores, and the ones beside it in the list. */

import { queryOptions } from '@tanstack/react-query';
import { api, ApiError, unwrap } from './client';
import { keys } from './keys';
import { type ListSearch, type ListQuery, type RequestRow, searchesBodies } from './requestList';
import type { components } from './schema';

export type ScoreRecord = components['schemas']['ScoreRecord'];

export const requestQuery = (requestId: string) =>
  queryOptions({
    queryKey: keys.request(requestId),
    queryFn: async ({ signal }): Promise<RequestRow> => {
      const params = { path: { request_id: requestId }, query: { includeBody: true } };
      const { data } = await unwrap(api.GET('/v1/request/{request_id}', { params, signal }));
      if (!data) throw new ApiError(404, 'There is no request of this id.');
      return data;
    },
    // one that has not ended yet is looked at again
    refetchInterval: ({ state }) => (state.data?.outcome === null ? 2_000 : false),
  });

/** Its scores, those that were replaced included; oldest first. */
export const requestScoresQuery = (requestId: string) =>
  queryOptions({
    queryKey: keys.requestScores(requestId),
    queryFn: async ({ signal }): Promise<ScoreRecord[]> => {
      const params = { query: { request_id: requestId, include_superseded: true } };
      return (await unwrap(api.GET('/v1/scores', { params, signal }))).data;
    },
  });

export interface Neighbours {
  previous: string | null;
  next: string | null;
}

/** The ones before and after it in the list of that search. Asked once: who labels moves requests in lists that are sorted
 * or filtered by labels, and still wants to go on from where they were. */
export const neighboursQuery = (
  requestId: string,
  search: ListSearch & { range?: string },
  question: () => ListQuery,
) => {
  const { f, text, whole, sort, asc, range } = search;
  return queryOptions({
    queryKey: keys.neighbours(requestId, { f, text, whole, sort, asc, range }),
    queryFn: async ({ signal }): Promise<Neighbours> => {
      const beside = async (place: { after: string } | { before: string }) => {
        const body = { ...question(), ...place, limit: 1, includeBodies: false };
        const { data } = await unwrap(api.POST('/v1/request/query', { body, signal }));
        return data[0]?.request_id ?? null;
      };
      const [next, previous] = await Promise.all([
        beside({ after: requestId }),
        // whole bodies are looked through from the newest on only
        searchesBodies(search) ? null : beside({ before: requestId }),
      ]);
      return { next, previous };
    },
    staleTime: Infinity,
  });
};
