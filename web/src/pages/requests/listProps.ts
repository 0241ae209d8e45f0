import { type ListSearch, NEWEST_FIRST } from '../../api/requestList';
import type { Sort } from '../../components/table/columns';

export interface RequestsSearch extends ListSearch {
  at?: number; // the first visible row
  columns?: string[];
  widths?: Record<string, number>;
}

/** The properties that both kinds of lists have. */
export interface ListProps {
  search: RequestsSearch;
  onSearch: (changed: RequestsSearch, replace?: boolean) => void; // `replace`: without an entry in the history
}

export const currentSort = ({ sort, asc }: ListSearch): Sort => ({
  key: sort ?? NEWEST_FIRST,
  desc: !asc,
});

export const isByTime = ({ sort }: Pick<ListSearch, 'sort'>) =>
  (sort ?? NEWEST_FIRST) === NEWEST_FIRST;

/** The texts that are searched for, which the list marks. */
export function searchTerms({ f = [], text }: Pick<ListSearch, 'f' | 'text'>): string[] {
  const conditions = f.filter(
    ({ field, op }) =>
      op === 'has' && (field === 'prompt' || field === 'answer' || field === 'error'),
  );
  return [...(text ? [text] : []), ...conditions.map(({ value }) => value)];
}
