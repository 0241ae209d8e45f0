import { Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { searchesBodies } from '../../api/requestList';
import { usePropertyNames, useScoreNames } from '../../hooks/useNames';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { ColumnChooser } from './ColumnChooser';
import { allColumns, defaultColumnIds } from './columns';
import { RequestList } from './RequestList';
import type { RequestsSearch } from './listProps';
import { TextSearch } from './TextSearch';
import { BodySearchList } from './BodySearchList';

/** The list of all requests that match filter and search text. */
export default function RequestsPage() {
  const search = useSearch({ from: '/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const scores = useScoreNames().data;
  const properties = usePropertyNames().data;
  const columns = useMemo(() => allColumns(scores ?? [], properties ?? []), [scores, properties]);
  const shown = useMemo(
    () => search.columns ?? defaultColumnIds(columns),
    [search.columns, columns],
  );
  const visible = useMemo(() => columns.filter(({ id }) => shown.includes(id)), [columns, shown]);
  // any change of the query starts at the top of the list
  const change = useCallback(
    (changed: Partial<RequestsSearch>, replace = false) =>
      void navigate({
        to: '.',
        search: before => ({ ...before, at: undefined, ...changed }),
        replace,
      }),
    [navigate],
  );
  const { f, text, whole, sort, asc, range } = search;
  const List = searchesBodies(search) ? BodySearchList : RequestList;
  return (
    <Page title="Requests">
      <Group justify="space-between" gap="xs">
        <FilterBar conditions={f} onChange={changed => change({ f: changed })} />
        <Group gap="sm">
          <TextSearch text={text} whole={whole} onChange={change} />
          <ColumnChooser
            columns={columns}
            shown={shown}
            onChange={ids => change({ columns: ids, at: search.at })}
          />
        </Group>
      </Group>
      <List
        key={JSON.stringify([f, text, whole, sort, asc, range])}
        search={search}
        columns={visible}
        onSearch={change}
      />
    </Page>
  );
}
