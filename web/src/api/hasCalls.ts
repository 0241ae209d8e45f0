import { queryOptions } from '@tanstack/react-query';
import { api, told } from './client';
import { keys } from './keys';

const ASK_AGAIN_MS = 1_000;

/** Whether a call was ever logged. Asked again until one is. */
export const anyCallsQuery = queryOptions({
  queryKey: keys.hasCalls(),
  queryFn: async ({ signal }) => {
    const answer = await told(
      api.POST('/v1/request/count/query', { body: { filter: 'all' }, signal }),
    );
    return Number((answer as { data: number }).data) > 0;
  },
  staleTime: Infinity,
  refetchInterval: query => (query.state.data === true ? false : ASK_AGAIN_MS),
});
