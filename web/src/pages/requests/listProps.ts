import { type ListSearch, NEWEST_FIRST } from '../../api/requestList';
import type { Sort } from '../../components/table/columns';
import type { RequestColumn } from './columns';

export interface RequestsSearch extends ListSearch {
  at?: number; // the first visible row
  columns?: string[];
}

/** The properties that both kinds of lists have. */
export interface ListProps {
  search: RequestsSearch;
  columns: RequestColumn[];
  onSearch: (changed: RequestsSearch, replace?: boolean) => void; // `replace`: without an entry in the history
}

export const currentSort = ({ sort, asc }: ListSearch): Sort => ({
  key: sort ?? NEWEST_FIRST,
  desc: !asc,
});
