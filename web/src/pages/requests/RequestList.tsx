import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { type ListQuery, toListQuery } from '../../api/requestList';
import { QueryState } from '../../components/QueryState';
import { NoRequests } from '../../components/firstSteps';
import { useRange } from '../../hooks/useRange';
import { count } from '../../lib/numbers';
import type { ListProps } from './listProps';
import { RequestTable } from './RequestTable';
import { useListRange } from './useListRange';

/** The list of requests, of any length. Rows are loaded as they come into view. */
export function RequestList(props: ListProps) {
  const { search } = props;
  const [top, setTop] = useState(search.at ?? 0);
  const [tableKey, setTableKey] = useState(0); // a new key recreates the table, scrolled to its top
  const range = useRange();
  const { shown, isBehind, follow } = useListRange(range, top === 0);
  const { start, end } = shown.timeFilter;
  const query = useMemo(() => toListQuery(search, { start, end }), [search, start, end]);
  const total = useRequestCount(query, shown.key);
  // From the same start as the list: new requests are those after its end.
  const latest = toListQuery(search, { start, end: range.timeFilter.end });
  const latestTotal = useRequestCount(latest, range.key);
  const newCount = isBehind ? Math.max(0, (latestTotal.data ?? 0) - (total.data ?? 0)) : 0;

  function showLatest() {
    follow();
    setTop(0);
    setTableKey(tableKey + 1);
  }

  return (
    <QueryState query={total} what="the requests" rows={12}>
      {rowCount =>
        rowCount ? (
          <RequestTable
            key={tableKey}
            {...props}
            query={query}
            rangeKey={shown.key}
            total={rowCount}
            startAt={top}
            onTop={setTop}
            status={<NewRequestsButton newCount={newCount} onClick={showLatest} />}
          />
        ) : (
          <NoRequests isFiltered={Boolean(search.f ?? search.text)} />
        )
      }
    </QueryState>
  );
}

function useRequestCount({ filter }: ListQuery, rangeKey: string) {
  return useQuery({
    queryKey: keys.requestCount(filter, rangeKey),
    queryFn: async ({ signal }) => {
      const body = { filter };
      return Number((await unwrap(api.POST('/v1/request/count/query', { body, signal }))).data);
    },
    placeholderData: previous => previous,
  });
}

function NewRequestsButton({ newCount, onClick }: { newCount: number; onClick: () => void }) {
  return (
    <span role="status">
      {newCount > 0 && (
        <Button size="compact-xs" radius="xl" onClick={onClick}>
          {count(newCount)} new
        </Button>
      )}
    </span>
  );
}
