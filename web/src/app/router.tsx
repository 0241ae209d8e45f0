import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { firstCallsQuery } from '../api/firstCalls';
import { DEMO } from '../api/project';
import { queryClient } from '../api/queryClient';
import { scoreNamesQuery } from '../api/names';
import { definitionsQuery } from '../api/scores';
import { readFilter } from '../lib/filter';
import { readRange } from '../lib/range';
import { readCount, readFlag, readOneOf, readText } from '../lib/searchParams';
import { requestsSearch } from '../pages/requests/search';
import { requestSearch } from '../pages/request/search';
import { compareSearch } from '../pages/compare/search';
import { connectSearch } from '../pages/connect/search';
import { explainSearch } from '../pages/explain/search';
import { experimentsSearch } from '../pages/experiments/search';
import { evaluatorSearch, evaluatorsSearch } from '../pages/evaluators/search';
import { alertsSearch } from '../pages/alerts/search';
import { webhooksSearch } from '../pages/webhooks/search';
import { queueSearch, queuesSearch } from '../pages/label/search';
import { ratersSearch } from '../pages/raters/search';
import { scoreSearch } from '../pages/score/search';
import { scoresSearch } from '../pages/scores/search';
import { propertiesSearch } from '../pages/properties/search';
import { sessionSearch } from '../pages/session/search';
import { sessionsSearch } from '../pages/sessions/search';
import { usersSearch } from '../pages/users/search';
import { sqlSearch, usesRange } from '../pages/sql/search';
import { statusSearch } from '../pages/status/search';
import { ErrorAlert } from '../components/states';
import { NotFound } from './NotFound';
import { keepPagePlace } from './pagePlace';
import { Shell } from './Shell';

/** The search parameters of every page: the time range, whether it is live, the filter, whose scores are shown, and the project. */
function sharedSearch(raw: Record<string, unknown>) {
  return {
    range: readRange(raw.range),
    live: readFlag(raw.live),
    f: readFilter(raw.f),
    saved: readText(raw.saved), // a saved view: its id, or "none"
    unit: readOneOf(raw.unit, ['session'] as const), // undefined: requests
    project: readOneOf(raw.project, [DEMO] as const) ?? readCount(raw.project), // the number of a project; undefined: that of the viewer's first key
  };
}

/** Makes all parameters optional in the types, so that links need not list them. */
const optional =
  <T extends object>(read: (raw: Record<string, unknown>) => T) =>
  (raw: Record<string, unknown>): Partial<T> =>
    read(raw);

/** The head of a page of scores has its height by then: what it says comes from both. A failure is shown by the page. */
const knownScores = () =>
  Promise.allSettled([
    queryClient.ensureQueryData(definitionsQuery),
    queryClient.ensureQueryData(scoreNamesQuery),
  ]);

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  validateSearch: optional(sharedSearch),
  // Range, live and project are kept on the way to other pages. The filter is not: each link decides whether it takes it along.
  search: { middlewares: [retainSearchParams(['range', 'live', 'project'])] },
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  // no Suspense here: React delays the content after a fallback by 300 ms
  component: lazyRouteComponent(() => import('./Home')),
  loader: ({ location }) => {
    const { f, unit }: { f?: unknown; unit?: unknown } = location.search;
    if (!f && !unit) void queryClient.prefetchQuery(firstCallsQuery); // as in Home
    void queryClient.prefetchQuery(scoreNamesQuery); // the queries for scores wait for them
  },
});
const requests = createRoute({
  getParentRoute: () => root,
  path: '/requests',
  validateSearch: optional(requestsSearch),
  component: lazyRouteComponent(() => import('../pages/requests/RequestsPage')),
});
const request = createRoute({
  getParentRoute: () => root,
  path: '/requests/$requestId',
  staticData: { time: () => 'none' },
  validateSearch: optional(requestSearch),
  component: lazyRouteComponent(() => import('../pages/request/RequestPage')),
});
const scores = createRoute({
  getParentRoute: () => root,
  path: '/scores',
  validateSearch: scoresSearch,
  loader: knownScores,
  component: lazyRouteComponent(() => import('../pages/scores/ScoresPage')),
});
const score = createRoute({
  getParentRoute: () => root,
  path: '/scores/$name',
  validateSearch: optional(scoreSearch),
  loader: knownScores,
  component: lazyRouteComponent(() => import('../pages/score/ScorePage')),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: optional(compareSearch),
  component: lazyRouteComponent(() => import('../pages/compare/ComparePage')),
});
const explain = createRoute({
  getParentRoute: () => root,
  path: '/explain',
  validateSearch: optional(explainSearch),
  component: lazyRouteComponent(() => import('../pages/explain/ExplainPage')),
});
const queues = createRoute({
  getParentRoute: () => root,
  path: '/label',
  staticData: { time: () => 'none' },
  validateSearch: optional(queuesSearch),
  component: lazyRouteComponent(() => import('../pages/label/QueuesPage')),
});
const raters = createRoute({
  getParentRoute: () => root,
  path: '/raters',
  staticData: { time: ({ queue }) => (queue ? 'none' : 'range') }, // a queue has requests of its own
  validateSearch: optional(ratersSearch),
  component: lazyRouteComponent(() => import('../pages/raters/RatersPage')),
});
/** The page's address before it was one of the navigation. */
const agreement = createRoute({
  getParentRoute: () => root,
  path: '/label/agreement',
  validateSearch: optional(ratersSearch),
  beforeLoad: ({ search }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way to redirect
    throw redirect({ to: '/raters', search, replace: true });
  },
});
const labelling = createRoute({
  getParentRoute: () => root,
  path: '/label/$queueId',
  staticData: { time: () => 'none' },
  validateSearch: optional(queueSearch),
  component: lazyRouteComponent(() => import('../pages/label/LabelPage')),
});
const experiments = createRoute({
  getParentRoute: () => root,
  path: '/experiments',
  staticData: { time: () => 'none' },
  validateSearch: optional(experimentsSearch),
  component: lazyRouteComponent(() => import('../pages/experiments/ExperimentsPage')),
});
const experiment = createRoute({
  getParentRoute: () => root,
  path: '/experiments/$name',
  staticData: { time: () => 'none' },
  component: lazyRouteComponent(() => import('../pages/experiments/ExperimentPage')),
});
const evaluators = createRoute({
  getParentRoute: () => root,
  path: '/evaluators',
  staticData: { time: () => 'none' },
  validateSearch: optional(evaluatorsSearch),
  component: lazyRouteComponent(() => import('../pages/evaluators/EvaluatorsPage')),
});
const evaluator = createRoute({
  getParentRoute: () => root,
  path: '/evaluators/$name',
  staticData: { time: () => 'none' },
  validateSearch: optional(evaluatorSearch),
  component: lazyRouteComponent(() => import('../pages/evaluators/EvaluatorPage')),
});
const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  staticData: { time: () => 'none' },
  validateSearch: optional(alertsSearch),
  component: lazyRouteComponent(() => import('../pages/alerts/AlertsPage')),
});
const replays = createRoute({
  getParentRoute: () => root,
  path: '/replays',
  staticData: { time: () => 'none' },
  component: lazyRouteComponent(() => import('../pages/replays/ReplaysPage')),
});
const replay = createRoute({
  getParentRoute: () => root,
  path: '/replays/$name',
  staticData: { time: () => 'none' },
  component: lazyRouteComponent(() => import('../pages/replays/ReplayPage')),
});
const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/webhooks',
  staticData: { time: () => 'none' },
  validateSearch: optional(webhooksSearch),
  component: lazyRouteComponent(() => import('../pages/webhooks/WebhooksPage')),
});
const properties = createRoute({
  getParentRoute: () => root,
  path: '/properties',
  validateSearch: optional(propertiesSearch),
  component: lazyRouteComponent(() => import('../pages/properties/PropertiesPage')),
});
const sessions = createRoute({
  getParentRoute: () => root,
  path: '/sessions',
  validateSearch: optional(sessionsSearch),
  component: lazyRouteComponent(() => import('../pages/sessions/SessionsPage')),
});
const session = createRoute({
  getParentRoute: () => root,
  path: '/sessions/$sessionId',
  staticData: { time: () => 'live' },
  validateSearch: optional(sessionSearch),
  component: lazyRouteComponent(() => import('../pages/session/SessionPage')),
});
const users = createRoute({
  getParentRoute: () => root,
  path: '/users',
  validateSearch: optional(usersSearch),
  component: lazyRouteComponent(() => import('../pages/users/UsersPage')),
});
const sql = createRoute({
  getParentRoute: () => root,
  path: '/sql',
  staticData: { time: ({ sql }) => (usesRange(sql) ? 'range' : 'none') },
  validateSearch: optional(sqlSearch),
  component: lazyRouteComponent(() => import('../pages/sql/SqlPage')),
});
const status = createRoute({
  getParentRoute: () => root,
  path: '/status',
  staticData: { time: () => 'none' },
  validateSearch: optional(statusSearch),
  component: lazyRouteComponent(() => import('../pages/status/StatusPage')),
});
const connect = createRoute({
  getParentRoute: () => root,
  path: '/connect',
  staticData: { time: () => 'none' },
  validateSearch: optional(connectSearch),
  component: lazyRouteComponent(() => import('../pages/connect/ConnectPage')),
});

export const router = createRouter({
  basepath: '/ui',
  defaultPreload: 'intent',
  scrollRestoration: () => false, // keepPagePlace does it, also where content comes later
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorAlert error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
  ),
  routeTree: root.addChildren([
    overview,
    requests,
    request,
    scores,
    score,
    compare,
    explain,
    queues,
    raters,
    agreement,
    labelling,
    experiments,
    experiment,
    evaluators,
    evaluator,
    alerts,
    replays,
    replay,
    webhooks,
    properties,
    sessions,
    session,
    users,
    sql,
    status,
    connect,
  ]),
});

keepPagePlace(router);

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  /** What of the time the header offers on the page: the range and "Live" by default, both without effect elsewhere. */
  interface StaticDataRouteOption {
    time?: (search: Record<string, unknown>) => 'range' | 'live' | 'none';
  }
}
