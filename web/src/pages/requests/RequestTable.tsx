import { Group } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { type ListQuery, NEWEST_FIRST, type RequestRow } from '../../api/requestList';
import { ErrorAlert, Loading } from '../../components/states';
import { DataTable } from '../../components/table/DataTable';
import { tableHeight } from '../../components/table/useVisibleItems';
import { useDebouncedNavigation } from '../../hooks/useDebouncedNavigation';
import { layoutProps } from './columnLayout';
import { ListActions } from './ListActions';
import { currentSort, isByTime, type ListProps } from './listProps';
import { ListSummary } from './ListSummary';
import { useColumns } from './useColumns';
import { useListDays } from './useListDays';
import { useOpenRequest } from './useOpenRequest';
import { useRequestRows, type View } from './useRequestRows';
import { useSelection } from './useSelection';

const SCROLLING_MS = 60;
const AT_REST_MS = 400;

interface RequestTableProps extends ListProps {
  query: ListQuery;
  rangeKey: string;
  total: number;
  startAt: number;
  onTop: (index: number) => void;
  status: ReactNode; // beside the number of requests
}

/** The table of the list, with selection and export. */
export function RequestTable(props: RequestTableProps) {
  const { search, onSearch, query, rangeKey, total, startAt } = props;
  const [view, setView] = useState<View>({ first: startAt, last: startAt });
  const rows = useRequestRows(query, rangeKey, useThrottledValue(view, SCROLLING_MS), total);
  const { all, shown, isPending } = useColumns(search, rows.row, startAt);
  const selection = useSelection(rows.row);
  const { column } = selection;
  const columns = useMemo(() => [column, ...shown], [column, shown]);
  const order = isByTime(search) ? (search.asc ? 'oldest' : 'newest') : undefined;
  const { sums, headings, isPending: awaitsDays } = useListDays(query, rangeKey, total, order);
  // The first rows come with their columns and headings: each by itself would move the others.
  const [isShown, setIsShown] = useState(false);
  if (!isShown && (rows.error || !(isPending || awaitsDays))) setIsShown(true);
  const position = usePosition(props);
  const onView = useCallback((first: number, last: number) => setView({ first, last }), []);
  return (
    <>
      <Group justify="space-between" gap="xs" mih={30}>
        <ListSummary {...{ search, onSearch, total, sums }}>{props.status}</ListSummary>
        <ListActions {...{ all, shown, query, selection, search, onSearch, total }} />
      </Group>
      {rows.error && <ErrorAlert error={rows.error} retry={rows.retry} />}
      {isShown ? (
        <DataTable
          label="Requests"
          height={tableHeight(total + (headings?.length ?? 0), 'max(20rem, 100dvh - 14rem)')} // down to the end of the window
          columns={columns}
          headings={headings}
          {...layoutProps(props, shown)}
          total={total}
          row={rows.row}
          rowKey={row => row.request_id}
          keys
          isSelected={row => selection.has(row.request_id)}
          onSelect={(_, index) => selection.toggle(index)}
          sort={currentSort(search)}
          onSort={({ key, desc }) =>
            onSearch({ sort: key === NEWEST_FIRST ? undefined : key, asc: desc ? undefined : true })
          }
          onView={onView}
          {...position}
        />
      ) : (
        <Loading what="the requests" rows={12} />
      )}
    </>
  );
}

/** Keeps the position of the list in the URL, so that "back" returns to it. */
function usePosition({ startAt, onTop, onSearch }: RequestTableProps) {
  const [initial] = useState(startAt);
  const open = useOpenRequest();
  const { history } = useRouter();
  const save = useDebouncedNavigation(
    (at: number) => onSearch({ at: at || undefined }, true),
    AT_REST_MS,
  );
  return {
    startAt: initial,
    onTop: useCallback(
      (index: number) => {
        onTop(index);
        save(index);
      },
      [onTop, save],
    ),
    onOpen: useCallback(
      (row: RequestRow) => {
        save.flush();
        history.flush(); // otherwise the router merges both navigations into one
        open(row);
      },
      [save, history, open],
    ),
  };
}
