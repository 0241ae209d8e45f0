import { type ListSearch, NEWEST_FIRST } from '../../api/requestList';
import type { Field } from '../../lib/filter';
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

/** The texts that are searched for in prompts, answers and errors, which the list marks. */
export function searchTerms({ f = [], text }: Pick<ListSearch, 'f' | 'text'>): string[] {
  const conditions = f.filter(
    ({ field, op }) =>
      op === 'has' && (field === 'prompt' || field === 'answer' || field === 'error'),
  );
  return [...(text ? [text] : []), ...conditions.map(({ value }) => value)];
}

const COLUMNS: Partial<Record<Field, string>> = { finish_reason: 'finish', error_type: 'answer' };

/** What filters look for in other columns, by their ids, which the list marks too. */
export function columnTerms({ f = [] }: Pick<ListSearch, 'f'>): ReadonlyMap<string, string[]> {
  const terms = new Map<string, string[]>();
  for (const { field, name, op, value } of f) {
    if (op !== 'has') continue;
    const id = field === 'property' ? `properties.${name}` : (COLUMNS[field] ?? field);
    terms.set(id, [...(terms.get(id) ?? []), value]);
  }
  return terms;
}
