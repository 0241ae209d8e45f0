import { queryOptions } from '@tanstack/react-query';
import { api, told } from '../../api/client';
import { keys } from '../../api/keys';
import type { Line, Point } from '../../components/charts/timeOption';
import { both, type Tree } from '../../lib/filter';
import { scoreLines } from '../../components/charts/scoreSeries';
import { inGroup, NAMES, scoreKey } from '../../components/groups/groupQueries';
import type { Range } from '../../hooks/useRange';
import { viewersZone } from '../../lib/times';

const names = ({ data }: { data: { property: string }[] }) => data.map(({ property }) => property);

/** All names, shown and hidden. */
export const propertiesQuery = queryOptions({
  queryKey: keys.properties(),
  queryFn: async ({ signal }) => {
    const [shown, hidden] = await Promise.all([
      told(api.POST('/v1/property/query', { body: {}, signal })),
      told(api.POST('/v1/property/hidden/query', { signal })),
    ]);
    return { shown: names(shown), hidden: names(hidden) };
  },
});

export const hide = (key: string) => told(api.POST('/v1/property/hide', { body: { key } }));
export const restore = (key: string) => told(api.POST('/v1/property/restore', { body: { key } }));

export interface OneValue {
  name: string;
  value: string;
  tree: Tree;
  range: Range;
}

const bars = (name: string, points: Point[]): Line[] => [{ name, points, bars: true }];

/** Calls and their cost in each bucket of the range. */
export function trafficQuery({ name, value, tree, range }: OneValue) {
  return queryOptions({
    queryKey: keys.propertyTraffic(name, value, tree, range.key, range.increment),
    queryFn: async ({ signal }) => {
      const body = {
        propertyKey: name,
        timeFilter: range.timeFilter,
        userFilter: both(tree, inGroup(`${NAMES}.${name}`, value)),
        dbIncrement: range.increment,
        timeZoneDifference: new Date().getTimezoneOffset(),
      };
      const { data } = await told(api.POST('/v1/property/properties/over-time', { body, signal }));
      const at = (bucket: (typeof data)[number]) => Date.parse(bucket.created_at_trunc);
      const sorted = data.toSorted((a, b) => at(a) - at(b));
      return {
        requests: bars(
          'Requests',
          sorted.map(each => ({ at: at(each), value: each.request_count })),
        ),
        cost: bars(
          'Cost',
          sorted.map(each => ({ at: at(each), value: each.total_cost })),
        ),
      };
    },
    placeholderData: (before, query) => (query?.queryKey[2] === value ? before : undefined),
  });
}

/** Each score in each bucket, as lines with intervals: by scoreKey. */
export function scoresQuery({ name, value, tree, range }: OneValue, scores: string[]) {
  return queryOptions({
    queryKey: keys.propertyScores(name, value, tree, range.key, range.increment, scores),
    queryFn: async ({ signal }) => {
      const body = {
        scores,
        filter: both(tree, inGroup(`${NAMES}.${name}`, value)),
        time_range: range.timeRange,
        group_by: [range.increment],
        time_zone: viewersZone(),
        limit: 1000,
      };
      const { data } = await told(api.POST('/v1/scores/query', { body, signal }));
      return new Map(data.map(score => [scoreKey(score), scoreLines(score, range.increment)]));
    },
    enabled: scores.length > 0,
    placeholderData: (before, query) => (query?.queryKey[2] === value ? before : undefined),
  });
}
