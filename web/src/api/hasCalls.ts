import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';

const POLL_MS = 1_000;

/** Whether any call was ever logged. Polls until there is one. */
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
