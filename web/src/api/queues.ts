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

export type ListedItem = Schemas['ListedItem'];
export const ITEMS_PER_PAGE = 100;

/** The requests of a queue, with who rated them. `page` counts from 0. */
export const queueItemsQuery = (id: string, page: number) =>
  queryOptions({
    queryKey: keys.queueItems(id, page),
    queryFn: async ({ signal }): Promise<ListedItem[]> => {
      const query = { offset: page * ITEMS_PER_PAGE, limit: ITEMS_PER_PAGE };
      const params = { path: { queue_id: id }, query };
      return (await unwrap(api.GET('/v1/queues/{queue_id}/items', { params, signal }))).data;
    },
    placeholderData: previous => previous,
  });

/** Takes a request out of a queue; its scores stay. */
export async function removeItem(id: string, requestId: string): Promise<void> {
  const params = { path: { queue_id: id, request_id: requestId } };
  await unwrap(api.DELETE('/v1/queues/{queue_id}/items/{request_id}', { params }));
}

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
