import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type WebhookBody = Schemas['WebhookBody'];
export type WebhookChange = Schemas['WebhookChange'];
export type Delivery = Schemas['DeliveryRow'];
export type WebhookEvent = Delivery['event'];

const POLL_MS = 5_000; // counts move by themselves

export const deliveriesQuery = (id: string) =>
  queryOptions({
    queryKey: keys.deliveries(id),
    queryFn: async ({ signal }): Promise<Delivery[]> => {
      const params = { path: { webhook_id: id }, query: { limit: 200 } };
      return (await unwrap(api.GET('/v1/webhooks/{webhook_id}/deliveries', { params, signal })))
        .data;
    },
    refetchInterval: POLL_MS,
  });

export const changeWebhook = (id: string, change: Partial<WebhookChange>) => {
  const params = { path: { webhook_id: id } };
  const body = { rotate_secret: false, ...change };
  return unwrap(api.PUT('/v1/webhooks/{webhook_id}', { params, body }));
};
