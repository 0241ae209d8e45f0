import { oneOf, readFlag, readText, readTexts } from '../../lib/searchParams';
import type { Sort } from '../table/columns';
import { SORTABLE } from './sortKeys';

/** What a table of groups keeps in the URL. */
export function groupSearch(raw: Record<string, unknown>) {
  return {
    q: readText(raw.q), // only groups with this text
    sort: oneOf(raw.sort, SORTABLE),
    asc: readFlag(raw.asc),
    scores: readChosen(raw.scores), // names of those shown; left out: the most frequent ones
  };
}

/** None is a choice too. */
export const readChosen = (value: unknown): string[] | undefined =>
  Array.isArray(value) && !value.length ? [] : readTexts(value);

export type GroupSearch = ReturnType<typeof groupSearch>;

export function sortIn({ sort, asc }: Partial<GroupSearch>, usual: Sort): Sort {
  return sort ? { key: sort, desc: !asc } : usual;
}

/** As the URL has it. */
export function sortToUrl({ key, desc }: Sort) {
  return { sort: oneOf(key, SORTABLE), asc: desc ? undefined : (true as const) };
}
