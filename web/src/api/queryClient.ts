import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';
import { keys } from './keys';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: error => {
      // The cookie has expired, or its key is gone: ask again who we are, and the sign-in page shows.
      if (error instanceof ApiError && error.status === 401) {
        void queryClient.invalidateQueries({ queryKey: keys.session() });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      // 503: the store is behind or busy, and says "ask again"
      retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status === 503),
    },
  },
});
