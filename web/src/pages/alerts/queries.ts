import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type AlertRule = Schemas['AlertRow'];
export type AlertBody = Schemas['AlertBody'];
export type AlertEvent = Schemas['AlertEventRow'];
export type AlertPreview = Schemas['AlertPreviewShape'];
export type AlertPreviewQuery = Schemas['AlertPreviewQuery'];
export type AlertTest = Schemas['AlertTest'];

const POLL_MS = 5_000; // rules are evaluated by themselves

export const alertsQuery = queryOptions({
  queryKey: keys.alerts(),
  queryFn: async ({ signal }): Promise<AlertRule[]> =>
    (await unwrap(api.GET('/v1/alerts', { signal }))).data,
  refetchInterval: POLL_MS,
});

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: keys.alertHistory(id),
    queryFn: async ({ signal }): Promise<AlertEvent[]> => {
      const params = { path: { alert_id: id }, query: { limit: 200 } };
      return (await unwrap(api.GET('/v1/alerts/{alert_id}/history', { params, signal }))).data;
    },
    refetchInterval: POLL_MS,
  });

const pathOf = (id: string) => ({ path: { alert_id: id } });

export async function saveAlert(body: AlertBody, rule: AlertRule | undefined): Promise<AlertRule> {
  if (!rule) return (await unwrap(api.POST('/v1/alerts', { body }))).data;
  const params = pathOf(rule.id);
  return (await unwrap(api.PUT('/v1/alerts/{alert_id}', { params, body }))).data;
}

export const previewAlert = async (body: AlertPreviewQuery): Promise<AlertPreview> =>
  (await unwrap(api.POST('/v1/alerts/preview', { body }))).data;

export const silenceAlert = (id: string, until: string | null) =>
  unwrap(api.POST('/v1/alerts/{alert_id}/silence', { params: pathOf(id), body: { until } }));

export const testAlert = async (id: string): Promise<AlertTest[]> =>
  (await unwrap(api.POST('/v1/alerts/{alert_id}/test', { params: pathOf(id) }))).data;

export const deleteAlert = (id: string) =>
  unwrap(api.DELETE('/v1/alerts/{alert_id}', { params: pathOf(id) }));

/** A mutation after which the list and the history of alerts are read again. */
export function useChanging<V, R>(mutationFn: (value: V) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.alerts.all });
      await client.invalidateQueries({ queryKey: keys.alertHistory.all });
      await client.invalidateQueries({ queryKey: keys.openAlerts.all });
    },
  });
}
