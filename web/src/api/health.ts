import { queryOptions } from '@tanstack/react-query';
import { api, toApiError, unwrap } from './client';
import { keys } from './keys';
import type { components } from './schema';

export type Health = components['schemas']['Health'];
export type Worker = components['schemas']['Worker'];

/** How the installation is. Unlike with other questions an answer with 503 is one. */
export function healthQuery(live: boolean) {
  return queryOptions({
    queryKey: keys.health(),
    queryFn: ({ signal }) => fetchHealth(signal),
    refetchInterval: live ? 2_000 : 10_000,
  });
}

/** The settings in force. They change when Gnomon is started anew or told to read them again. */
export const settingsQuery = queryOptions({
  queryKey: keys.settings(),
  queryFn: async ({ signal }) => (await unwrap(api.GET('/healthz/settings', { signal }))).data,
  refetchInterval: 60_000,
});

export async function fetchHealth(signal: AbortSignal): Promise<Health> {
  const { data, error, response } = await api.GET('/healthz', { signal });
  const answer: unknown = data ?? error;
  if (response.status !== 200 && response.status !== 503) throw toApiError(response.status, answer);
  return answer as Health;
}
