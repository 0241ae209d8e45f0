/** The demo project: how many calls it holds, how it is filled and how it is removed. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';

export const demoQuery = queryOptions({
  queryKey: keys.demo(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/v1/demo', { signal }))).data.calls,
});

export const fillDemo = async () => (await unwrap(api.PUT('/v1/demo', {}))).data.calls;
export const removeDemo = async () => (await unwrap(api.DELETE('/v1/demo', {}))).data.deleted;
