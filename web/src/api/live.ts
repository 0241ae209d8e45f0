import { queryOptions } from '@tanstack/react-query';
import { keys } from './keys';
import { fetchHealth } from './health';

const POLL_MS = 2_000;
const MAX_AGE_MS = 60_000; // without new calls, old ones still leave the range

/** What live pages show: the data of this version, up to this time. */
export interface LiveState {
  version: number | undefined; // of the replica, which may lag behind the store; undefined while it cannot be used
  at: number; // milliseconds since 1970
}

/** Shared by all queries of a page, so that its parts show the same data. Polling the version is cheap; the queries
 * themselves are repeated only when something was written, and not before the last ones have finished: a slow query would
 * otherwise be restarted again and again. */
export const liveQuery = queryOptions({
  queryKey: keys.live(),
  queryFn: async ({ client, signal }): Promise<LiveState> => {
    const version = (await fetchHealth(signal)).replica?.version;
    const current = client.getQueryData<LiveState>(keys.live());
    const isBusy =
      client.isFetching({ predicate: ({ queryKey }) => !keys.live.matches(queryKey) }) > 0;
    const isSame = current?.version === version && Date.now() - (current?.at ?? 0) < MAX_AGE_MS;
    return current && (isBusy || isSame) ? current : { version, at: Date.now() };
  },
  refetchInterval: POLL_MS,
});
