import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

export type OpenAlert = components['schemas']['OpenAlertRow'];

const POLL_MS = 60_000; // every page asks it

/** The alerts that fire now or have found a change in the last week, with these events. */
export const openAlertsQuery = queryOptions({
  queryKey: keys.openAlerts(),
  queryFn: async ({ signal }): Promise<OpenAlert[]> =>
    (await unwrap(api.GET('/v1/alerts/open', { signal }))).data,
  refetchInterval: POLL_MS,
});
