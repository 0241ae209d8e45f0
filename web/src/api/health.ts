import { queryOptions } from '@tanstack/react-query';
import { api, toApiError, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

export type Health = components['schemas']['Health'];
export type Finding = components['schemas']['FindingShape'];
export type Node = components['schemas']['NodeHealth'];
export type Worker = components['schemas']['WorkerHealth'];

/** The health of the installation. A response with status 503 is a valid result here. */
export function healthQuery(live: boolean) {
  return queryOptions({
    queryKey: keys.health(),
    queryFn: ({ signal }) => fetchHealth(signal),
    refetchInterval: live ? 2_000 : 10_000,
  });
}

/** What could not be understood of the newest calls. */
export const findingsQuery = queryOptions({
  queryKey: keys.findings(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/healthz/findings', { signal }))).data,
  refetchInterval: 60_000,
});

/** The effective settings. They change when Gnomon restarts or reloads its settings. */
export const settingsQuery = queryOptions({
  queryKey: keys.settings(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/healthz/settings', { signal }))).data,
  refetchInterval: 60_000,
});

export async function fetchHealth(signal: AbortSignal): Promise<Health> {
  const { data, error, response } = await api.GET('/healthz', { signal });
  const result: unknown = data ?? error;
  if (response.status !== 200 && response.status !== 503) throw toApiError(response.status, result);
  return result as Health;
}
