import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { anyCallsQuery } from '../api/anyCalls';
import { Asked } from '../parts/Asked';
import { Loading } from '../parts/states';

const Overview = lazy(() => import('../pages/overview/OverviewPage'));
const FirstRun = lazy(() => import('../pages/first-run/FirstRunPage'));

/** The overview; how to make a first call as long as there is none. */
export function Home() {
  const any = useQuery(anyCallsQuery);
  return (
    <Asked query={any} what="the overview">
      {there => (
        <Suspense fallback={<Loading what="the page" />}>
          {there ? <Overview /> : <FirstRun />}
        </Suspense>
      )}
    </Asked>
  );
}
