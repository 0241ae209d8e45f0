import { readOneOf, readFlag, readText, readTexts } from '../../lib/searchParams';
import type { Sort } from '../table/columns';
import { SORT_KEYS } from './sortKeys';

/** The part of the URL that belongs to a table of groups. */
export function groupSearch(raw: Record<string, unknown>) {
  return {
    q: readText(raw.q), // only groups that contain this text
    sort: readOneOf(raw.sort, SORT_KEYS),
    asc: readFlag(raw.asc),
    scores: readSelection(raw.scores), // names of the scores shown; undefined: the most frequent ones
  };
}

/** An empty list is a valid selection. */
export const readSelection = (value: unknown): string[] | undefined =>
  Array.isArray(value) && !value.length ? [] : readTexts(value);

export type GroupSearch = ReturnType<typeof groupSearch>;

export function sortFromUrl({ sort, asc }: Partial<GroupSearch>, defaultSort: Sort): Sort {
  return sort ? { key: sort, desc: !asc } : defaultSort;
}

/** The sort order as the URL has it. */
export function sortToUrl({ key, desc }: Sort) {
  return { sort: readOneOf(key, SORT_KEYS), asc: desc ? undefined : (true as const) };
}
