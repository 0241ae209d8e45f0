import { Button, Group, Loader, Text } from '@mantine/core';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { type ListQuery, toListQuery } from '../../api/requestList';
import { ErrorAlert, Loading } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import { useRange } from '../../hooks/useRange';
import { count } from '../../lib/numbers';
import { layoutProps } from './columnLayout';
import { ListActions } from './ListActions';
import { currentSort, type ListProps, searchTerms } from './listProps';
import { useColumns } from './useColumns';
import { withExcerpts } from './excerpts';
import { useOpenRequest } from './useOpenRequest';
import { PAGE_ROWS } from './useRequestRows';
import { useSelection } from './useSelection';

/** Requests whose whole bodies contain the text. The API searches for some seconds at a time, from the newest request on. */
export function BodySearchList(props: ListProps) {
  const { search, onSearch } = props;
  const { start, end } = useRange().timeFilter;
  const query = useMemo(() => toListQuery(search, { start, end }), [search, start, end]);
  const matches = useInfiniteQuery(bodySearchQuery(query));
  const terms = useMemo(() => searchTerms(search), [search]);
  const rows = useMemo(
    () => matches.data?.pages.flatMap(page => withExcerpts(page, terms)) ?? [],
    [matches.data, terms],
  );
  const { all, shown } = useColumns(search, index => rows[index]);
  const selection = useSelection(index => rows[index]);
  const { column } = selection;
  const columns = useMemo(
    // only one order is possible: newest first
    () => [column, ...shown.map(each => ({ ...each, sort: undefined }))],
    [column, shown],
  );
  const open = useOpenRequest();
  if (matches.isPending) return <Loading what="whole bodies" rows={12} />;
  return (
    <>
      <Group justify="space-between" gap="xs" mih={30}>
        <Group gap="xs" role="status">
          <Text size="sm">
            {count(rows.length)} {rows.length === 1 ? 'match' : 'matches'};{' '}
            {matches.hasNextPage ? 'the newest' : 'all'} {count(scannedCount(matches.data))}{' '}
            requests were searched
          </Text>
          {matches.isFetchingNextPage && <Loader size="xs" aria-label="Searching" />}
        </Group>
        <ListActions {...{ all, shown, query, selection, search, onSearch }} />
      </Group>
      {matches.isError && <ErrorAlert error={matches.error} retry={() => void matches.refetch()} />}
      {rows.length > 0 && (
        <DataTable
          label="Requests"
          columns={columns}
          {...layoutProps(props, shown)}
          total={rows.length}
          row={index => rows[index]}
          rowKey={row => row.request_id}
          keys
          isSelected={row => selection.has(row.request_id)}
          onSelect={(_, index) => selection.toggle(index)}
          sort={currentSort({})}
          onOpen={open}
        />
      )}
      {matches.hasNextPage && (
        <Group>
          <Button
            size="xs"
            variant="default"
            disabled={matches.isFetchingNextPage}
            onClick={() => void matches.fetchNextPage()}
          >
            Search older requests
          </Button>
        </Group>
      )}
    </>
  );
}

const bodySearchQuery = (query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: keys.bodySearch(query),
    queryFn: async ({ signal, pageParam: cursor }) => {
      const body = { ...query, cursor, limit: PAGE_ROWS, includeBodies: false };
      return unwrap(api.POST('/v1/request/query', { body, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next_cursor,
    placeholderData: previous => previous,
    staleTime: Infinity,
  });

const scannedCount = (data: { pages: { scanned?: { requests: number } | null }[] } | undefined) =>
  data?.pages.reduce((sum, { scanned }) => sum + (scanned?.requests ?? 0), 0);
