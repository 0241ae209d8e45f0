import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { components } from '../../api/schema';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { METRICS, type MetricName } from './measures';
import type { PairOrder } from './search';
import type { Side } from './sides';

const toGroup = ({ name, filter, timeRange }: Side) => ({
  name: name.slice(0, 200),
  filter,
  time_range: timeRange,
});

export interface Compared {
  rows: components['schemas']['ComparedShape'][];
  metrics: components['schemas']['MetricShape'][];
  pairBy: string | null; // chosen here, or by the API
  fairness: components['schemas']['FairnessShape'] | null;
}

/** In the URL: no pairs, also for groups for which the API would choose a pairing. */
export const NO_PAIRING = 'none';

const METRIC_NAMES = Object.keys(METRICS) as MetricName[];

/** Compares all scores and metrics in a single query, because the p-values are adjusted for all of them. */
export function compareQuery(
  scores: string[],
  unit: ScoreUnit,
  [first, second]: [Side, Side],
  pair: string | undefined,
  within: 'overlap' | undefined,
) {
  const pairBy = pair === NO_PAIRING ? null : pair;
  const body = {
    scores,
    metrics: unit === 'request' ? [...METRIC_NAMES] : [],
    unit,
    // requests of one session are not independent of each other
    cluster_by: unit === 'request' ? 'session' : null,
    first: toGroup(first),
    second: toGroup(second),
    ...(pairBy !== undefined && { pair_by: pairBy }),
    within: (scores.length && within) || null,
    fairness: true,
  };
  return queryOptions({
    queryKey: keys.comparison(body),
    queryFn: async ({ signal }): Promise<Compared> => {
      const answer = await unwrap(api.POST('/v1/scores/compare', { body, signal }));
      return {
        rows: answer.data,
        metrics: answer.metrics,
        pairBy: answer.pair_by,
        fairness: answer.fairness,
      };
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

const MAX_PAIRS = 20;

/**
 * The pairs of a comparison that moved most. `scores`: all that are compared; requests with any of them
 * tell when the groups ran.
 */
export function pairsQuery(
  score: string,
  scores: string[],
  unit: ScoreUnit,
  [first, second]: [Side, Side],
  pair: string,
  within: 'overlap' | undefined,
  order: PairOrder,
) {
  const body = {
    score,
    unit,
    first: toGroup(first),
    second: toGroup(second),
    pair_by: pair,
    within: within ?? null,
    overlap_of: within ? scores : null,
    limit: MAX_PAIRS,
    order,
  };
  return queryOptions({
    queryKey: keys.comparisonPairs(body),
    queryFn: async ({ signal }) =>
      (await unwrap(api.POST('/v1/scores/compare/pairs', { body, signal }))).data,
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

const MAX_VALUES = 100;

/** The values of a column or property, most frequent first. */
export function valuesQuery(key: string, filter: Side['filter'], timeRange: Side['timeRange']) {
  const body = { group_by: key, filter, time_range: timeRange, limit: MAX_VALUES };
  return queryOptions({
    queryKey: keys.comparisonValues(body),
    queryFn: async ({ signal }) => {
      const { data } = await unwrap(api.POST('/v1/request/groups/query', { body, signal }));
      return data.groups.map(({ value }) => value).filter(value => value !== null);
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}
