/** The queries of the overview. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import type { FilterTree } from '../../lib/filter';
import { localTimeZone } from '../../lib/times';
import type { Range } from '../../hooks/useRange';

type Shapes = components['schemas'];
export type RequestGroup = Shapes['RequestGroupShape'];
export type Bucket = RequestGroup & { at: number };

export interface Traffic {
  buckets: Bucket[]; // without empty ones
  total: Shapes['AmountsShape'];
}

/** Minutes if the range is short. */
function unit(range: Range) {
  const hours = (range.end.getTime() - range.start.getTime()) / 3_600_000;
  return hours <= 3 ? 'minute' : range.bucket;
}

export function trafficQuery(range: Range, filter: FilterTree) {
  return queryOptions({
    queryKey: keys.traffic(range.key, filter),
    queryFn: async ({ signal }): Promise<Traffic> => {
      const body = {
        group_by: unit(range),
        filter,
        time_range: range.timeRange,
        time_zone: localTimeZone(),
        sort: { value: 'asc' as const },
        limit: 1000,
        quantiles: [0.5, 0.95],
      };
      const { data } = await unwrap(api.POST('/v1/request/groups/query', { body, signal }));
      const buckets = data.groups.map(group => ({ ...group, at: Date.parse(group.value!) }));
      return { buckets, total: data.total };
    },
    placeholderData: previous => previous,
  });
}

export function modelsQuery(range: Range, filter: FilterTree) {
  return queryOptions({
    queryKey: keys.models(range.key, filter),
    queryFn: async ({ signal }) => {
      const body = { group_by: 'model', filter, time_range: range.timeRange, limit: 20 };
      return (await unwrap(api.POST('/v1/request/groups/query', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
}
