import '@mantine/core/styles.css';
import './design/fonts.css';
import './design/tokens.css';
import './design/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SignInGate } from './app/SignInGate';
import { styleNonce, shareNonce } from './app/nonce';
import { router } from './app/router';
import { cssVariables, theme } from './design/theme';
import { queryClient } from './api/queryClient';
import { sessionQuery } from './api/session';

shareNonce();
// Load the session and the page's code while React starts.
void queryClient.prefetchQuery(sessionQuery);
const [routes] = router.getMatchedRoutes(router.latestLocation.pathname);
for (const route of routes) void router.loadRouteChunk(route);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <SignInGate>
          <RouterProvider router={router} />
        </SignInGate>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
