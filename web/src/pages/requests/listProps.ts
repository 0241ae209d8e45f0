import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type ListSearch, NEWEST_FIRST, type RequestRow } from '../../api/requestList';
import { EmptyState } from '../../components/states';
import type { Sort } from '../../components/table/columns';
import type { RequestColumn } from './columns';

export interface RequestsSearch extends ListSearch {
  at?: number; // the first row in view
  columns?: string[];
}

export interface ListProps {
  search: RequestsSearch;
  columns: RequestColumn[];
  onSearch: (changed: RequestsSearch, quietly?: boolean) => void;
}

export const currentSort = ({ sort, asc }: ListSearch): Sort => ({
  key: sort ?? NEWEST_FIRST,
  desc: !asc,
});

/** To the page of a request, from where next and previous go along this list. */
export function useOpenRequest() {
  const navigate = useNavigate();
  return useCallback(
    ({ request_id: requestId }: RequestRow) =>
      void navigate({
        to: '/requests/$requestId',
        params: { requestId },
        search: before => ({ ...before }),
      }),
    [navigate],
  );
}

export function NoRequests({ search: { f, text } }: { search: ListSearch }) {
  return (
    <EmptyState title="No requests">
      {f || text
        ? 'None of this time match. Take a filter out, or choose a longer time.'
        : 'None were made in this time. Choose a longer one.'}
    </EmptyState>
  );
}
