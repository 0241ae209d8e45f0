/** The queries of the overview. */

import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { components } from '../../api/schema';
import { againstBefore, MAX_SCORE_NAMES } from '../../api/scores';
import type { Range } from '../../hooks/useRange';
import type { FilterTree } from '../../lib/filter';
import type { MetricName } from '../../lib/metrics';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { localTimeZone } from '../../lib/times';

type Shapes = components['schemas'];
export type RequestGroup = Shapes['RequestGroupShape'];
export type Periods = Shapes['RequestPeriodsShape'];
export type Compared = Shapes['ComparedShape'];
export type ComparedMetric = Shapes['MetricShape'];
export type Bucket = RequestGroup & { at: number };

export interface Traffic {
  buckets: Bucket[]; // without empty ones
  periods: Periods;
}

const HOUR_MS = 3_600_000;

/** Some 12 to 60 bars. */
function unit({ start, end }: Range) {
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  if (hours <= 2) return 'minute';
  return hours <= 49 ? 'hour' : hours <= 24 * 92 ? 'day' : hours <= 24 * 700 ? 'week' : 'month';
}

export function trafficQuery(range: Range, filter: FilterTree) {
  return queryOptions({
    queryKey: keys.traffic(range.key, filter),
    queryFn: async ({ signal }): Promise<Traffic> => {
      const body = {
        group_by: unit(range),
        filter,
        time_range: range.timeRange,
        before: againstBefore({ unit: 'request', filter, timeRange: range.timeRange }).first
          .time_range,
        time_zone: localTimeZone(),
        sort: { value: 'asc' as const },
        limit: 1000,
        quantiles: [0.5, 0.95],
      };
      const { data } = await unwrap(api.POST('/v1/request/groups/query', { body, signal }));
      const buckets = data.groups.map(group => ({ ...group, at: Date.parse(group.value!) }));
      return { buckets, periods: data.periods! };
    },
    placeholderData: previous => previous,
  });
}

export function modelsQuery(range: Range, filter: FilterTree) {
  return queryOptions({
    queryKey: keys.models(range.key, filter),
    queryFn: async ({ signal }) => {
      const body = {
        group_by: 'model',
        filter,
        time_range: range.timeRange,
        limit: 20,
        quantiles: [0.5],
      };
      return (await unwrap(api.POST('/v1/request/groups/query', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
}

const FIRSTS = 30;

/** Models, prompts and values of properties that are new in the range. */
export function firstsQuery(range: Range, filter: FilterTree) {
  return queryOptions({
    queryKey: keys.firsts(range.key, filter),
    queryFn: async ({ signal }) => {
      const body = { filter, time_range: range.timeRange, limit: FIRSTS };
      return (await unwrap(api.POST('/v1/request/firsts/query', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
}

/** What changes are tested of, beside scores. */
const METRICS: MetricName[] = ['error_rate', 'cost_usd', 'latency_ms', 'time_to_first_token_ms'];

export interface Changes {
  scores: Compared[];
  metrics: ComparedMetric[];
}

/** The range, second, against the time before. All p-values of one answer are corrected together. Metrics are measured of
 * requests whatever the unit is. */
function changesQuery(scores: string[], unit: ScoreUnit, range: Range, filter: FilterTree) {
  const body = {
    scores,
    metrics: METRICS,
    unit,
    cluster_by: 'session' as const, // its requests are not independent of each other
    pair_by: null,
    ...againstBefore({ unit, filter, timeRange: range.timeRange }),
    fairness: false,
  };
  return queryOptions({
    queryKey: keys.comparison(body),
    queryFn: async ({ signal }): Promise<Changes> => {
      const { data, metrics } = await unwrap(api.POST('/v1/scores/compare', { body, signal }));
      return { scores: data, metrics };
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

/** How the scores, most frequent first, and the metrics have changed. `scores` undefined: not known yet. */
export function useChanges(
  scores: string[] | undefined,
  unit: ScoreUnit,
  range: Range,
  filter: FilterTree,
): UseQueryResult<Changes> {
  const names = scores?.slice(0, MAX_SCORE_NAMES) ?? [];
  return useQuery({
    ...changesQuery(names, unit, range, filter),
    enabled: scores !== undefined,
  });
}
