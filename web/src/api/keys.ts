import type { QueryKey } from '@tanstack/react-query';
import type { Condition, FilterTree } from '../lib/filter';

/** Makes the keys of one kind of query. `kind.all` matches every query of the kind, for `invalidateQueries`. */
interface KeyFactory<Parameters extends readonly unknown[]> {
  (...parameters: Parameters): readonly [kind: string, ...Parameters];
  all: readonly [kind: string];
  matches: (key: QueryKey) => boolean;
}

function keysOf<Parameters extends readonly unknown[] = []>(kind: string): KeyFactory<Parameters> {
  return Object.assign((...parameters: Parameters) => [kind, ...parameters] as const, {
    all: [kind] as const,
    matches: (key: QueryKey) => key[0] === kind,
  });
}

/** Every query key of the dashboard. A key holds all that its answer depends on; `rangeKey` is the `key` of useRange. */
export const keys = {
  session: keysOf('session'),
  health: keysOf('health'),
  settings: keysOf('settings'),
  findings: keysOf('findings'),
  live: keysOf('live'),
  firstCalls: keysOf('firstCalls'),
  demo: keysOf('demo'),

  request: keysOf<[requestId: string]>('request'),
  requestScores: keysOf<[requestId: string]>('requestScores'),
  neighbours: keysOf<[requestId: string, search: ListKey]>('neighbours'),
  requestCount: keysOf<[filter: FilterTree, rangeKey: string]>('requestCount'),
  requestDays: keysOf<[filter: FilterTree, rangeKey: string]>('requestDays'),
  requestPage: keysOf<[query: object, rangeKey: string, page: number]>('requestPage'),
  bodySearch: keysOf<[query: object]>('bodySearch'),
  requestGroups:
    keysOf<
      [
        by: string,
        page: number,
        contains: string,
        sort: object,
        filter: FilterTree,
        rangeKey: string,
      ]
    >('requestGroups'),
  fieldValues: keysOf<[by: string | undefined, contains: string]>('fieldValues'),

  views: keysOf('views'),

  scoreNames: keysOf('scoreNames'),
  scoreDefinitions: keysOf('scoreDefinitions'),
  scores: keysOf<[query: object]>('scores'),
  groupScores:
    keysOf<
      [
        by: string,
        page: number,
        values: (string | null)[],
        scores: string[],
        labelled: string[],
        filter: FilterTree,
        rangeKey: string,
      ]
    >('groupScores'),
  scoreExtremes: keysOf<[query: object]>('scoreExtremes'),

  scoreExplanation: keysOf<[query: object]>('scoreExplanation'),
  foundChanges: keysOf<[query: object]>('foundChanges'),

  comparison: keysOf<[query: object]>('comparison'),
  comparisonPairs: keysOf<[query: object]>('comparisonPairs'),
  comparisonValues: keysOf<[query: object]>('comparisonValues'),
  comparisonCandidates: keysOf<[rangeKey: string, filter: FilterTree]>('comparisonCandidates'),

  traffic: keysOf<[rangeKey: string, filter: FilterTree]>('traffic'),
  models: keysOf<[rangeKey: string, filter: FilterTree]>('models'),
  firsts: keysOf<[rangeKey: string, filter: FilterTree]>('firsts'),

  properties: keysOf('properties'),
  propertyNames: keysOf('propertyNames'),
  hiddenPropertyNames: keysOf('hiddenPropertyNames'),
  propertyTraffic:
    keysOf<[name: string, value: string, filter: FilterTree, rangeKey: string, increment: string]>(
      'propertyTraffic',
    ),
  propertyScores:
    keysOf<
      [
        name: string,
        value: string,
        filter: FilterTree,
        rangeKey: string,
        increment: string,
        scores: string[],
      ]
    >('propertyScores'),

  sessionNames: keysOf<[filter: FilterTree, rangeKey: string]>('sessionNames'),
  sessionCount:
    keysOf<[filter: FilterTree, rangeKey: string, contains: string, name: string | undefined]>(
      'sessionCount',
    ),
  sessionCalls: keysOf<[sessionId: string]>('sessionCalls'),
  sessionScores: keysOf<[sessionId: string]>('sessionScores'),
  sessionSteps: keysOf<[sessionId: string, rangeKey: string]>('sessionSteps'),
  stepSessions: keysOf<[rangeKey: string]>('stepSessions'),
  sessionDetails: keysOf<[ids: string[], rangeKey: string]>('sessionDetails'),
  attempt: keysOf<[requestId: string, exchangeId: string]>('attempt'),
  sessionMeans: keysOf<[sessionId: string, scores: string[], rangeKey: string]>('sessionMeans'),

  sql: keysOf<[sql: string | undefined, run: number, rangeKey: string]>('sql'),
  sqlSchema: keysOf('sqlSchema'),

  queues: keysOf('queues'),
  queue: keysOf<[id: string]>('queue'),
  queueItems: keysOf<[id: string, page: number]>('queueItems'),
  queueStep: keysOf<[id: string, rater: string]>('queueStep'),
  plan: keysOf<[body: object]>('plan'),
  labelPlan: keysOf<[body: object]>('labelPlan'),
  agreement: keysOf<[body: object]>('agreement'),

  experiments: keysOf('experiments'),
  experiment: keysOf<[name: string]>('experiment'),
  experimentVerdict: keysOf<[name: string]>('experimentVerdict'),

  evaluators: keysOf('evaluators'),
  evaluatorNames: keysOf('evaluatorNames'),
  evaluator: keysOf<[name: string]>('evaluator'),
  evaluatorVersions: keysOf<[name: string]>('evaluatorVersions'),
  backfills: keysOf<[name: string]>('backfills'),
  judgeTemplates: keysOf('judgeTemplates'),
  subjects: keysOf<[target: string, ids: string[]]>('subjects'),

  alerts: keysOf('alerts'),
  openAlerts: keysOf('openAlerts'),
  alertHistory: keysOf<[id: string]>('alertHistory'),
  replays: keysOf('replays'),
  replay: keysOf<[name: string]>('replay'),

  webhooks: keysOf('webhooks'),
  deliveries: keysOf<[id: string]>('deliveries'),

  giveScore: keysOf('giveScore'), // a mutation
};

/** What in the URL decides which requests the list has, and in which order. */
interface ListKey {
  f?: Condition[];
  text?: string;
  whole?: true;
  sort?: string;
  asc?: true;
  range?: string;
}
