import { Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { searchesBodies } from '../../api/requestList';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { Loading } from '../../components/states';
import { useOpening } from '../../components/views/useViews';
import { BodySearchList } from './BodySearchList';
import type { RequestsSearch } from './listProps';
import { RequestList } from './RequestList';
import { TextSearch } from './TextSearch';

/** The list of all requests that match filter and search text. */
export default function RequestsPage() {
  const search = useSearch({ from: '/requests' });
  const navigate = useNavigate({ from: '/requests' });
  const isReady = useOpening('requests') === undefined; // else the list would change at once
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
    <Page title="Requests" views="requests">
      <Group justify="space-between" gap="xs">
        <FilterBar conditions={f} onChange={changed => change({ f: changed })} />
        <TextSearch text={text} whole={whole} onChange={change} />
      </Group>
      {isReady ? (
        <List
          key={JSON.stringify([f, text, whole, sort, asc, range])}
          search={search}
          onSearch={change}
        />
      ) : (
        <Loading what="the requests" rows={12} />
      )}
    </Page>
  );
}
