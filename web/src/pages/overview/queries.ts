/** The queries of the overview. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { components } from '../../api/schema';
import type { Range } from '../../hooks/useRange';
import type { FilterTree } from '../../lib/filter';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { localTimeZone } from '../../lib/times';

type Shapes = components['schemas'];
export type RequestGroup = Shapes['RequestGroupShape'];
export type Periods = Shapes['RequestPeriodsShape'];
export type Compared = Shapes['ComparedShape'];
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

/** The time of the same length before the range. */
export function before({ start, end }: Range) {
  const from = new Date(2 * start.getTime() - end.getTime());
  return { start: from.toISOString(), end: start.toISOString() };
}

export function trafficQuery(range: Range, filter: FilterTree) {
  return queryOptions({
    queryKey: keys.traffic(range.key, filter),
    queryFn: async ({ signal }): Promise<Traffic> => {
      const body = {
        group_by: unit(range),
        filter,
        time_range: range.timeRange,
        before: before(range),
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

/** The scores of the range, second, against those of the time before. */
export function scoreChangesQuery(
  scores: string[],
  unit: ScoreUnit,
  range: Range,
  filter: FilterTree,
) {
  const body = {
    scores,
    unit,
    cluster_by: unit === 'request' ? ('session' as const) : null,
    pair_by: null,
    first: { name: 'before', filter, time_range: before(range) },
    second: { name: 'now', filter, time_range: range.timeRange },
    fairness: false,
  };
  return queryOptions({
    queryKey: keys.comparison(body),
    queryFn: async ({ signal }): Promise<Compared[]> =>
      (await unwrap(api.POST('/v1/scores/compare', { body, signal }))).data,
    enabled: scores.length > 0,
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}
