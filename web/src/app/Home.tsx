import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { firstCallsQuery } from '../api/firstCalls';
import OverviewPage from '../pages/overview/OverviewPage';
import { QueryState } from '../components/QueryState';
import { Loading } from '../components/states';

const Connect = lazy(() => import('../pages/connect/ConnectPage'));

/** The overview, or how to connect until a first call went well. */
export default function Home() {
  const query = useQuery(firstCallsQuery);
  return (
    <QueryState query={query} what="the overview">
      {({ works }) =>
        works ? (
          <OverviewPage />
        ) : (
          <Suspense fallback={<Loading what="the page" />}>
            <Connect />
          </Suspense>
        )
      }
    </QueryState>
  );
}
