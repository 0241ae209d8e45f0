import { queryOptions } from '@tanstack/react-query';
import { keys } from './keys';
import { fetchHealth } from './health';

const POLL_MS = 2_000;
const MAX_AGE_MS = 60_000; // old calls leave a range also where no new ones come

/** What pages that are live show: what questions see as of this change, up to this moment. */
export interface LiveState {
  version: number | undefined; // of the mirror, which may be behind the store; undefined while that can't be used
  at: number;
}

/** One for all questions of a page, so that its parts show the same. Looking is cheap; the questions are asked anew only
 * when something was written, and not before the ones asked last are answered: a slow one would never come to its end. */
export const liveQuery = queryOptions({
  queryKey: keys.live(),
  queryFn: async ({ client, signal }): Promise<LiveState> => {
    const version = (await fetchHealth(signal)).mirror?.version;
    const shown = client.getQueryData<LiveState>(keys.live());
    const busy =
      client.isFetching({ predicate: ({ queryKey }) => !keys.live.matches(queryKey) }) > 0;
    const same = shown?.version === version && Date.now() - (shown?.at ?? 0) < MAX_AGE_MS;
    return shown && (busy || same) ? shown : { version, at: Date.now() };
  },
  refetchInterval: POLL_MS,
});
