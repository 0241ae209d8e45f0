import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { ListQuery } from '../../api/requestList';
import type { components } from '../../api/schema';
import type { RowHeading } from '../../components/table/rowItems';
import { count } from '../../lib/numbers';
import { dayHeading, localTimeZone } from '../../lib/times';

type Groups = components['schemas']['GroupsShape'];

const MAX_DAYS = 1_000;

/** The sums of the listed requests, and the headings of their days; without headings where `order` is undefined. */
export function useListDays(
  { filter }: ListQuery,
  rangeKey: string,
  total: number,
  order: 'newest' | 'oldest' | undefined,
): {
  sums: Groups['total'] | undefined;
  headings: RowHeading[] | undefined;
  isPending: boolean;
} {
  const { data, isPending } = useQuery({
    queryKey: keys.requestDays(filter, rangeKey),
    queryFn: async ({ signal }): Promise<Groups> => {
      const body = {
        group_by: 'day',
        filter,
        time_zone: localTimeZone(),
        sort: { value: 'desc' as const },
        limit: MAX_DAYS,
      };
      return (await unwrap(api.POST('/v1/request/groups/query', { body, signal }))).data;
    },
    placeholderData: previous => previous,
  });
  const headings = useMemo(
    () => data && order && headingsOf(data, total, order),
    [data, total, order],
  );
  return { sums: data?.total, headings, isPending };
}

/** The headings say where a day begins, so they must be of exactly the listed requests. */
function headingsOf(
  { groups, total }: Groups,
  listed: number,
  order: 'newest' | 'oldest',
): RowHeading[] | undefined {
  if (total.requests !== listed || groups.length === MAX_DAYS) return undefined;
  let before = 0;
  return (order === 'newest' ? groups : groups.toReversed()).map(({ value, requests }) => {
    const day = dayHeading(new Date(value!));
    const heading = { before, text: `${day} · ${count(requests)} ${noun(requests)}` };
    before += requests;
    return heading;
  });
}

const noun = (requests: number) => (requests === 1 ? 'request' : 'requests');
