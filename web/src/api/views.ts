/** Saved views of pages: a filter, columns and an order under a name. */

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

export type View = components['schemas']['View'];
export type ViewBody = components['schemas']['ViewBody'];
export type ViewPage = View['page'];

export const viewsQuery = queryOptions({
  queryKey: keys.views(),
  queryFn: async ({ signal }): Promise<View[]> =>
    (await unwrap(api.GET('/v1/views', { signal }))).data,
  staleTime: 60_000,
});

/** Creates a view, or changes the one with the id. */
export function useSaveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, body }: { id?: string; body: ViewBody }): Promise<View> => {
      if (id === undefined) return (await unwrap(api.POST('/v1/views', { body }))).data;
      const params = { path: { view_id: id } };
      return (await unwrap(api.PUT('/v1/views/{view_id}', { params, body }))).data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views.all }),
  });
}

export function useDeleteView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      const params = { path: { view_id: id } };
      await unwrap(api.DELETE('/v1/views/{view_id}', { params }));
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.views.all }),
  });
}
