/** What the overview asks: one small question for each chart. */

import { queryOptions } from '@tanstack/react-query';
import { api, told } from '../../api/client';
import type { components } from '../../api/schema';
import type { Tree } from '../../parts/filter';
import { zoneDifference } from '../../parts/times';
import type { Range } from '../../parts/useRange';

type Body = components['schemas']['SeriesQuery'];
export type Buckets = { at: number; values: Record<string, number> }[];

/** Minutes where the range is short. */
function body(range: Range, filter: Tree): Body {
  const hours = (range.end.getTime() - range.start.getTime()) / 3_600_000;
  return {
    filter,
    timeFilter: range.timeFilter,
    dbIncrement: hours <= 3 ? 'min' : range.increment,
    timeZoneDifference: zoneDifference(),
  };
}

const ASKED = { cost: '/v1/metrics/costOverTime', tokens: '/v1/metrics/tokensOverTime' } as const;

export function seriesQuery(of: keyof typeof ASKED, range: Range, filter: Tree) {
  return queryOptions({
    queryKey: ['over time', of, range.key, filter],
    queryFn: async ({ signal }) => {
      const answer = await told(api.POST(ASKED[of], { body: body(range, filter), signal }));
      return buckets(answer.data);
    },
    placeholderData: before => before,
  });
}

/** Requests as those with and those without errors. */
export function outcomesQuery(range: Range, filter: Tree) {
  return queryOptions({
    queryKey: ['over time', 'outcomes', range.key, filter],
    queryFn: async ({ signal }) => {
      const asked = { body: body(range, filter), signal };
      const [all, failed] = await Promise.all([
        told(api.POST('/v1/metrics/requestOverTime', asked)),
        told(api.POST('/v1/metrics/errorOverTime', asked)),
      ]);
      const errors = new Map(failed.data.map(({ time, count }) => [time, count]));
      return buckets(
        all.data.map(({ time, count }) => {
          const bad = errors.get(time) ?? 0;
          return { time, fine: Math.max(0, count - bad), errors: bad };
        }),
      );
    },
    placeholderData: before => before,
  });
}

const MEANS = {
  latency: '/v1/metrics/averageLatency',
  time_to_first_token: '/v1/metrics/averageTimeToFirstToken',
} as const;

export function meanQuery(of: keyof typeof MEANS, range: Range, filter: Tree) {
  return queryOptions({
    queryKey: ['mean', of, range.key, filter],
    queryFn: async ({ signal }) => {
      const asked = { filter, timeFilter: range.timeFilter };
      return (await told(api.POST(MEANS[of], { body: asked, signal }))).data;
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
      const asked = { ...body(range, filter), metric };
      return buckets((await told(api.POST('/v1/metrics/quantiles', { body: asked, signal }))).data);
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

const buckets = (data: ({ time: string } & Record<string, string | number>)[]): Buckets =>
  data.map(({ time, ...values }) => ({
    at: Date.parse(time),
    values: values as Record<string, number>,
  }));

export const sum = (found: Buckets | undefined, of: string) =>
  found?.reduce((all, { values }) => all + (values[of] ?? 0), 0);
