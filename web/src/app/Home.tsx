import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { hasCallsQuery } from '../api/hasCalls';
import OverviewPage from '../pages/overview/OverviewPage';
import { QueryState } from '../components/QueryState';
import { Loading } from '../components/states';

const FirstRun = lazy(() => import('../pages/first-run/FirstRunPage'));

/** The overview, or the instructions for a first call as long as there is none. */
export default function Home() {
  const query = useQuery(hasCallsQuery);
  return (
    <QueryState query={query} what="the overview">
      {hasCalls =>
        hasCalls ? (
          <OverviewPage />
        ) : (
          <Suspense fallback={<Loading what="the page" />}>
            <FirstRun />
          </Suspense>
        )
      }
    </QueryState>
  );
}
