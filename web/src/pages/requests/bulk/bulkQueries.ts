/** Changes of many requests. */

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../../api/client';
import { keys } from '../../../api/keys';
import type { ScoreInput } from './scoreInput';

const SCORES_AT_ONCE = 1_000;
const PROPERTIES_AT_ONCE = 6; // calls of the browser

export interface BulkScore {
  name: string;
  value: ScoreInput;
  comment?: string;
  rater: string;
}

export function useScoreAll(ids: readonly string[], score: BulkScore) {
  return useBulkChange(async () => {
    for (let at = 0; at < ids.length; at += SCORES_AT_ONCE) {
      const body = ids
        .slice(at, at + SCORES_AT_ONCE)
        .map(id => ({ request_id: id, source: 'human' as const, ...score }));
      await unwrap(api.POST('/v1/scores', { body }));
    }
  });
}

export function useSetProperty(ids: readonly string[], body: { key: string; value: string }) {
  return useBulkChange(async () => {
    for (let at = 0; at < ids.length; at += PROPERTIES_AT_ONCE) {
      const some = ids.slice(at, at + PROPERTIES_AT_ONCE);
      await Promise.all(
        some.map(id => {
          const params = { path: { request_id: id } };
          return unwrap(api.PUT('/v1/request/{request_id}/property', { params, body }));
        }),
      );
    }
  });
}

export function useAddToQueue(ids: readonly string[], queueId: string) {
  return useBulkChange(async () => {
    const params = { path: { queue_id: queueId } };
    const body = { request_ids: [...ids] };
    await unwrap(api.POST('/v1/queues/{queue_id}/items', { params, body }));
  });
}

/** A change after which the requests, and the names of scores and properties, are asked for again. */
function useBulkChange(change: () => Promise<void>) {
  const client = useQueryClient();
  return useMutation<void, Error, void>({
    mutationFn: change,
    onSettled: async () => {
      const { request, requestPage, requestScores, scoreNames, propertyNames, queues } = keys;
      const kinds = [request, requestPage, requestScores, scoreNames, propertyNames, queues];
      await Promise.all(kinds.map(({ all }) => client.invalidateQueries({ queryKey: all })));
    },
  });
}
