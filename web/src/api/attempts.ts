import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

/** openapi-fetch loses the type of the headers, which are pairs. */
export type AttemptDetail = Omit<components['schemas']['AttemptDetail'], 'helicone_headers'> & {
  helicone_headers: string[][];
};

/** One attempt of a request with its headers and bodies. */
export const attemptQuery = (requestId: string, exchangeId: string) =>
  queryOptions({
    queryKey: keys.attempt(requestId, exchangeId),
    queryFn: async ({ signal }): Promise<AttemptDetail> => {
      const params = { path: { request_id: requestId, exchange_id: exchangeId } };
      const path = '/v1/request/{request_id}/attempts/{exchange_id}';
      return (await unwrap(api.GET(path, { params, signal }))).data;
    },
  });
