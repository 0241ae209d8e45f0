/** A single request: its bodies, its scores, and its neighbours in the list. */

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
      if (!data) throw new ApiError(404, 'There is no request with this id.');
      return data;
    },
    // poll a request that has not ended yet
    refetchInterval: ({ state }) => (state.data?.outcome === null ? 2_000 : false),
  });

/** The scores of a request, including replaced ones; oldest first. */
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

/** The requests before and after one in the list that `search` describes. Fetched once: scoring a request may move it in a
 * list that is sorted or filtered by scores, and reviewers still expect to continue from where they were. */
export const neighboursQuery = (
  requestId: string,
  search: ListSearch & { range?: string },
  toQuery: () => ListQuery,
) => {
  const { f, text, whole, sort, asc, range } = search;
  return queryOptions({
    queryKey: keys.neighbours(requestId, { f, text, whole, sort, asc, range }),
    queryFn: async ({ signal }): Promise<Neighbours> => {
      const neighbour = async (place: { after: string } | { before: string }) => {
        const body = { ...toQuery(), ...place, limit: 1, includeBodies: false };
        const { data } = await unwrap(api.POST('/v1/request/query', { body, signal }));
        return data[0]?.request_id ?? null;
      };
      const [next, previous] = await Promise.all([
        neighbour({ after: requestId }),
        // whole bodies can only be searched from the newest request on
        searchesBodies(search) ? null : neighbour({ before: requestId }),
      ]);
      return { next, previous };
    },
    staleTime: Infinity,
  });
};
