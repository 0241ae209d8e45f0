import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { firstCallsQuery } from '../api/firstCalls';
import OverviewPage from '../pages/overview/OverviewPage';
import { QueryState } from '../components/QueryState';
import { Loading } from '../components/states';

const Connect = lazy(() => import('../pages/connect/ConnectPage'));

/** The overview, or how to connect until a first call went well. Who narrows the overview has calls. */
export default function Home() {
  const { f, unit } = useSearch({ strict: false });
  const isNarrowed = Boolean(f ?? unit);
  const query = useQuery({ ...firstCallsQuery, enabled: !isNarrowed });
  if (isNarrowed || query.data?.works) return <OverviewPage />;
  return (
    <QueryState query={query} what="the overview">
      {() => (
        <Suspense fallback={<Loading what="the page" />}>
          <Connect />
        </Suspense>
      )}
    </QueryState>
  );
}
