import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { components } from '../../api/schema';
import type { Range } from '../../hooks/useRange';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { METRIC_NAMES } from '../../lib/metrics';
import type { PairOrder } from './search';
import type { Candidates } from './suggestions';
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

/** Requests of one session are not independent of each other. */
export const clusterOf = (unit: ScoreUnit) => (unit === 'request' ? 'session' : null);

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
    cluster_by: clusterOf(unit),
    first: toGroup(first),
    second: toGroup(second),
    ...(pairBy !== undefined && { pair_by: pairBy }),
    within: (scores.length && within) || null,
    fairness: true,
    corrected_by: {},
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

const SUGGESTED_FROM = 40; // values of each key
const MAX_PROPERTIES = 3;
const MAX_VALUES_TO_SUGGEST = 12; // a property with more of them is no variant of anything

/** The values of prompts, models and the most frequent properties with few values, for suggestions. */
export function candidatesQuery(filter: Side['filter'], range: Range) {
  return queryOptions({
    queryKey: keys.comparisonCandidates(range.key, filter),
    queryFn: async ({ signal }): Promise<Candidates[]> => {
      const groupsOf = async (by: string) => {
        const body = {
          group_by: by,
          filter,
          time_range: range.timeRange,
          limit: SUGGESTED_FROM,
        };
        return (await unwrap(api.POST('/v1/request/groups/query', { body, signal }))).data.groups;
      };
      const [prompts, models, names] = await Promise.all(
        ['prompt', 'model', 'property'].map(groupsOf),
      );
      const properties = names!
        .filter(({ distinct_values: n }) => n && n >= 2 && n <= MAX_VALUES_TO_SUGGEST)
        .slice(0, MAX_PROPERTIES)
        .map(({ value }) => `property.${value}`);
      const others = await Promise.all(properties.map(groupsOf));
      return [
        { key: 'prompt', groups: prompts! },
        ...properties.map((key, at) => ({ key, groups: others[at]! })),
        { key: 'model', groups: models! },
      ];
    },
    placeholderData: previous => previous,
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
