import { Button, Group, Text } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { toListQuery, type ListQuery, type RequestRow } from '../../api/requestList';
import { QueryState } from '../../components/QueryState';
import { count } from '../../lib/numbers';
import { ErrorAlert } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import { useRange } from '../../hooks/useRange';
import { useDebouncedNavigation } from '../../hooks/useDebouncedNavigation';
import { SelectionBar } from './SelectionBar';
import { ExportMenu } from './export/ExportMenu';
import { type ListProps, NoRequests, currentSort, useOpenRequest } from './requestListProps';
import { useRequestRows, type View } from './useRequestRows';
import { useSelection } from './useSelection';
import { useListRange } from './useListRange';

/** The list as it is on the server, of any length: what is in view is loaded. */
export function RequestList(props: ListProps) {
  const { search } = props;
  const [top, setTop] = useState(search.at ?? 0);
  const [jump, setJump] = useState(0); // a new table, at its top
  const range = useRange();
  const window = useListRange(range, top === 0);
  const { start, end } = window.shown.timeFilter;
  const asked = useMemo(() => toListQuery(search, { start, end }), [search, start, end]);
  const total = useRequestCount(asked, window.shown.key);
  // Counted against what is shown: a range ends a little after the moment it was made.
  const now = useRequestCount(toListQuery(search, { start, end: range.timeFilter.end }), range.key);
  const newer = window.waits ? Math.max(0, (now.data ?? 0) - (total.data ?? 0)) : 0;
  const toTop = () => {
    window.follow();
    setTop(0);
    setJump(jump + 1);
  };
  return (
    <QueryState query={total} what="the requests" rows={12}>
      {all =>
        all ? (
          <Table
            key={jump}
            {...props}
            asked={asked}
            rangeKey={window.shown.key}
            total={all}
            startAt={top}
            onTop={setTop}
            above={<NewRequestsButton newer={newer} onClick={toTop} />}
          />
        ) : (
          <NoRequests search={search} />
        )
      }
    </QueryState>
  );
}

function useRequestCount(asked: ListQuery, key: string) {
  return useQuery({
    queryKey: keys.requestCount(asked.filter, key),
    queryFn: async ({ signal }) => {
      const body = { filter: asked.filter };
      return Number((await unwrap(api.POST('/v1/request/count/query', { body, signal }))).data);
    },
    placeholderData: before => before,
  });
}

function NewRequestsButton({ newer, onClick }: { newer: number; onClick: () => void }) {
  return (
    <span role="status">
      {newer > 0 && (
        <Button size="compact-xs" radius="xl" onClick={onClick}>
          {count(newer)} new
        </Button>
      )}
    </span>
  );
}

const SCROLLING_MS = 60;
const AT_REST_MS = 400;

function Table({
  search,
  columns,
  onSearch,
  asked,
  rangeKey,
  total,
  startAt,
  onTop,
  above,
}: ListProps & {
  asked: ListQuery;
  rangeKey: string;
  total: number;
  startAt: number;
  onTop: (index: number) => void;
  above: ReactNode;
}) {
  const [view, setView] = useState<View>({ first: startAt, last: startAt });
  const rows = useRequestRows(asked, rangeKey, useThrottledValue(view, SCROLLING_MS), total);
  const { ids, clear, column } = useSelection(rows.row);
  const withChoice = useMemo(() => [column, ...columns], [column, columns]);
  const open = useOpenRequest();
  const { history } = useRouter();
  const keep = useDebouncedNavigation(
    (at: number) => onSearch({ at: at || undefined }, true),
    AT_REST_MS,
  );
  const [started] = useState(startAt);
  const atTop = useCallback(
    (index: number) => {
      onTop(index);
      keep(index);
    },
    [onTop, keep],
  );
  return (
    <>
      <Group justify="space-between" gap="xs" mih={30}>
        <Group gap="xs">
          <Text size="sm">
            {count(total)} {total === 1 ? 'request' : 'requests'}
          </Text>
          {above}
        </Group>
        <SelectionBar ids={ids} clear={clear}>
          <ExportMenu query={asked} columns={columns} selected={ids} total={total} />
        </SelectionBar>
      </Group>
      {rows.error && <ErrorAlert error={rows.error} retry={rows.retry} />}
      <DataTable
        label="Requests"
        height={`min(max(20rem, 100dvh - 15rem), ${34 * (total + 1) + 40}px)`} // to the window's end
        columns={withChoice}
        total={total}
        row={rows.row}
        rowKey={row => row.request_id}
        sort={currentSort(search)}
        onSort={({ key, desc }) =>
          onSearch({ sort: key === 'created_at' ? undefined : key, asc: desc ? undefined : true })
        }
        onView={useCallback((first: number, last: number) => setView({ first, last }), [])}
        startAt={started}
        onTop={atTop}
        onOpen={useCallback(
          (row: RequestRow) => {
            keep.flush(); // who comes back finds the list where it was
            history.flush(); // two steps of one turn would be taken as one
            open(row);
          },
          [keep, history, open],
        )}
      />
    </>
  );
}
