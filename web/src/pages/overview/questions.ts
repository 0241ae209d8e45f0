/** What the overview asks. */

import { queryOptions } from '@tanstack/react-query';
import { api, told } from '../../api/client';
import type { components } from '../../api/schema';
import type { Tree } from '../../parts/filter';
import { viewersZone, zoneDifference } from '../../parts/times';
import type { Increment } from '../../parts/range';
import type { Range } from '../../parts/useRange';

type Amounts = components['schemas']['AmountsShape'];
export type Bucket = Amounts & { at: number };
export type Quantiles = { at: number; p50: number; p95: number };

export interface Traffic {
  buckets: Bucket[]; // those in which there was something
  total: Amounts;
}

/** Minutes where the range is short. */
function increment(range: Range): Increment | 'min' {
  const hours = (range.end.getTime() - range.start.getTime()) / 3_600_000;
  return hours <= 3 ? 'min' : range.increment;
}

export function trafficQuery(range: Range, filter: Tree) {
  return queryOptions({
    queryKey: ['traffic', range.key, filter],
    queryFn: async ({ signal }): Promise<Traffic> => {
      const unit = increment(range);
      const body = {
        group_by: unit === 'min' ? 'minute' : unit,
        filter,
        time_range: range.timeRange,
        time_zone: viewersZone(),
        sort: { value: 'asc' as const },
        limit: 1000,
      };
      const { data } = await told(api.POST('/v1/request/groups/query', { body, signal }));
      const buckets = data.groups.map(group => ({ ...group, at: Date.parse(group.value!) }));
      return { buckets, total: data.total! };
    },
    placeholderData: before => before,
  });
}

export function quantilesQuery(
  metric: 'latency' | 'time_to_first_token',
  range: Range,
  filter: Tree,
) {
  return queryOptions({
    queryKey: ['quantiles', metric, range.key, filter],
    queryFn: async ({ signal }) => {
      const body = {
        filter,
        timeFilter: range.timeFilter,
        dbIncrement: increment(range),
        timeZoneDifference: zoneDifference(),
        metric,
      };
      const { data } = await told(api.POST('/v1/metrics/quantiles', { body, signal }));
      return data.map(({ time, p50, p95 }): Quantiles => ({ at: Date.parse(time), p50, p95 }));
    },
    placeholderData: before => before,
  });
}

export function modelsQuery(range: Range, filter: Tree) {
  return queryOptions({
    queryKey: ['by model', range.key, filter],
    queryFn: async ({ signal }) => {
      const asked = { group_by: 'model', filter, time_range: range.timeRange, limit: 20 };
      return (await told(api.POST('/v1/request/groups/query', { body: asked, signal }))).data;
    },
    placeholderData: before => before,
  });
}
