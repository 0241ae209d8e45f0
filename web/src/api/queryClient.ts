import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './client';
import { keys } from './keys';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: error => {
      // The cookie has expired or its key was removed: fetching the session again shows the sign-in page.
      if (error instanceof ApiError && error.status === 401) {
        void queryClient.invalidateQueries({ queryKey: keys.session() });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      // 503: the store is behind or busy; a later attempt may succeed
      retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status === 503),
    },
  },
});
