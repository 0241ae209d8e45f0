import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';

const POLL_MS = 1_000;

/** Whether a call was ever logged. Asked again until one is. */
export const hasCallsQuery = queryOptions({
  queryKey: keys.hasCalls(),
  queryFn: async ({ signal }) => {
    const answer = await unwrap(
      api.POST('/v1/request/count/query', { body: { filter: 'all' }, signal }),
    );
    return Number((answer as { data: number }).data) > 0;
  },
  staleTime: Infinity,
  refetchInterval: query => (query.state.data === true ? false : POLL_MS),
});
