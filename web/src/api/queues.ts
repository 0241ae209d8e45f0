import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Queue = Schemas['QueueRecord'];
export type NewQueue = Schemas['NewQueueBody'];
export type NextStep = Awaited<ReturnType<typeof fetchNext>>;
export type NextWish = Omit<Schemas['NextBody'], 'rater'>;
export type QueueItem = NonNullable<NextStep['item']>;

export const queuesQuery = queryOptions({
  queryKey: keys.queues(),
  queryFn: async ({ signal }): Promise<Queue[]> =>
    (await unwrap(api.GET('/v1/queues', { signal }))).data,
});

export const queueQuery = (id: string) =>
  queryOptions({
    queryKey: keys.queue(id),
    queryFn: async ({ signal }): Promise<Queue> => {
      const params = { path: { queue_id: id } };
      return (await unwrap(api.GET('/v1/queues/{queue_id}', { params, signal }))).data;
    },
  });

/** The item that a rater has now; asking again gives the same one. */
export const nextQuery = (id: string, rater: string) =>
  queryOptions({
    queryKey: keys.queueStep(id, rater),
    queryFn: ({ signal }) => fetchNext(id, rater, {}, signal),
    staleTime: Infinity,
    gcTime: 0,
  });

export async function fetchNext(
  id: string,
  rater: string,
  wish: Partial<NextWish>,
  signal?: AbortSignal,
) {
  const params = { path: { queue_id: id } };
  const body = { rater, return_skipped: false, ...wish };
  return (await unwrap(api.POST('/v1/queues/{queue_id}/next', { params, body, signal }))).data;
}
