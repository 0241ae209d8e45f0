import { Button, Group, Loader, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { toListQuery } from '../../api/requestList';
import { count } from '../../lib/numbers';
import { ErrorAlert, Loading } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import { useRange } from '../../hooks/useRange';
import { SelectionBar } from './SelectionBar';
import { ExportMenu } from './export/ExportMenu';
import { type ListProps, currentSort, useOpenRequest } from './requestListProps';
import { PAGE_ROWS } from './useRequestRows';
import { useSelection } from './useSelection';

/** Requests whose whole bodies hold the text: looked through for some seconds at a time, from the newest on. */
export function BodySearchList({ search, columns }: ListProps) {
  const { start, end } = useRange().timeFilter;
  const asked = useMemo(() => toListQuery(search, { start, end }), [search, start, end]);
  const found = useInfiniteQuery({
    queryKey: keys.bodySearch(asked),
    queryFn: async ({ signal, pageParam: cursor }) => {
      const body = { ...asked, cursor, limit: PAGE_ROWS, includeBodies: false };
      return unwrap(api.POST('/v1/request/query', { body, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
    placeholderData: before => before,
    staleTime: Infinity,
  });
  const rows = useMemo(() => found.data?.pages.flatMap(page => page.data) ?? [], [found.data]);
  const { ids, clear, column } = useSelection(index => rows[index]);
  const withChoice = useMemo(
    // whoever looks through bodies goes from the newest on
    () => [column, ...columns.map(one => ({ ...one, sort: undefined }))],
    [column, columns],
  );
  const open = useOpenRequest();
  if (found.isPending) return <Loading what="whole bodies" rows={12} />;
  const looked = found.data?.pages.reduce((sum, { scanned }) => sum + (scanned?.requests ?? 0), 0);
  return (
    <>
      <Group justify="space-between" gap="xs" mih={30}>
        <Group gap="xs" role="status">
          <Text size="sm">
            {count(rows.length)} found; {found.hasNextPage ? 'the newest' : 'all'} {count(looked)}{' '}
            requests were looked through
          </Text>
          {found.isFetchingNextPage && <Loader size="xs" aria-label="Looking further" />}
        </Group>
        <SelectionBar ids={ids} clear={clear}>
          <ExportMenu query={asked} columns={columns} selected={ids} total={undefined} />
        </SelectionBar>
      </Group>
      {found.isError && <ErrorAlert error={found.error} retry={() => void found.refetch()} />}
      {rows.length > 0 && (
        <DataTable
          label="Requests"
          columns={withChoice}
          total={rows.length}
          row={index => rows[index]}
          rowKey={row => row.request_id}
          sort={currentSort({})}
          onOpen={open}
        />
      )}
      {found.hasNextPage && (
        <Group>
          <Button
            size="xs"
            variant="default"
            disabled={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            Look further
          </Button>
        </Group>
      )}
    </>
  );
}
