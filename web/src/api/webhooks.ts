import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

export type Webhook = components['schemas']['WebhookRow'];

const POLL_MS = 5_000; // counts move by themselves

export const webhooksQuery = queryOptions({
  queryKey: keys.webhooks(),
  queryFn: async ({ signal }): Promise<Webhook[]> =>
    (await unwrap(api.GET('/v1/webhooks', { signal }))).data,
  refetchInterval: POLL_MS,
});
