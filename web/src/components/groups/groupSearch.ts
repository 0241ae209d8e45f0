import { readOneOf, readFlag, readText, readTexts } from '../../lib/searchParams';
import type { Sort } from '../table/columns';
import { SORT_KEYS } from './sortKeys';

/** What a table of groups keeps in the URL. */
export function groupSearch(raw: Record<string, unknown>) {
  return {
    q: readText(raw.q), // only groups with this text
    sort: readOneOf(raw.sort, SORT_KEYS),
    asc: readFlag(raw.asc),
    scores: readSelection(raw.scores), // names of those shown; left out: the most frequent ones
  };
}

/** None is a choice too. */
export const readSelection = (value: unknown): string[] | undefined =>
  Array.isArray(value) && !value.length ? [] : readTexts(value);

export type GroupSearch = ReturnType<typeof groupSearch>;

export function sortFromUrl({ sort, asc }: Partial<GroupSearch>, usual: Sort): Sort {
  return sort ? { key: sort, desc: !asc } : usual;
}

/** As the URL has it. */
export function sortToUrl({ key, desc }: Sort) {
  return { sort: readOneOf(key, SORT_KEYS), asc: desc ? undefined : (true as const) };
}
