import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { Series, Point } from '../../components/charts/timeOption';
import { and, type FilterTree } from '../../lib/filter';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { groupFilter, PROPERTY, scoreKey } from '../../components/groups/groupQueries';
import type { Range } from '../../hooks/useRange';
import { localTimeZone, timeZoneOffset } from '../../lib/times';

const names = ({ data }: { data: { property: string }[] }) => data.map(({ property }) => property);

/** The names of all properties, visible and hidden. */
export const propertiesQuery = queryOptions({
  queryKey: keys.properties(),
  queryFn: async ({ signal }) => {
    const [shown, hidden] = await Promise.all([
      unwrap(api.POST('/v1/property/query', { body: {}, signal })),
      unwrap(api.POST('/v1/property/hidden/query', { signal })),
    ]);
    return { shown: names(shown), hidden: names(hidden) };
  },
});

export const hideProperty = (key: string) =>
  unwrap(api.POST('/v1/property/hide', { body: { key } }));
export const restoreProperty = (key: string) =>
  unwrap(api.POST('/v1/property/restore', { body: { key } }));

export interface PropertyValue {
  name: string;
  value: string;
  filter: FilterTree;
  range: Range;
}

const bars = (name: string, points: Point[]): Series[] => [{ name, points, isBar: true }];

/** The number of calls and their cost in each bucket of the range. */
export function valueTrafficQuery({ name, value, filter, range }: PropertyValue) {
  return queryOptions({
    queryKey: keys.propertyTraffic(name, value, filter, range.key, range.bucket),
    queryFn: async ({ signal }) => {
      const body = {
        propertyKey: name,
        timeFilter: range.timeFilter,
        userFilter: and(filter, groupFilter(`${PROPERTY}.${name}`, value)),
        dbIncrement: range.bucket,
        timeZoneDifference: timeZoneOffset(),
      };
      const { data } = await unwrap(
        api.POST('/v1/property/properties/over-time', { body, signal }),
      );
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
    placeholderData: (previous, query) => (query?.queryKey[2] === value ? previous : undefined),
  });
}

/** Each score over time, with intervals, by scoreKey. */
export function valueScoresQuery({ name, value, filter, range }: PropertyValue, scores: string[]) {
  return queryOptions({
    queryKey: keys.propertyScores(name, value, filter, range.key, range.bucket, scores),
    queryFn: async ({ signal }) => {
      const body = {
        scores,
        filter: and(filter, groupFilter(`${PROPERTY}.${name}`, value)),
        time_range: range.timeRange,
        group_by: [range.bucket],
        time_zone: localTimeZone(),
        limit: 1000,
      };
      const { data } = await unwrap(api.POST('/v1/scores/query', { body, signal }));
      return new Map(data.map(score => [scoreKey(score), scoreSeries(score, range.bucket)]));
    },
    enabled: scores.length > 0,
    placeholderData: (previous, query) => (query?.queryKey[2] === value ? previous : undefined),
  });
}
