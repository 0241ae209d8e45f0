/** The list of requests that filter, search, order and range in the URL stand for: what the list shows, and what next and
 * previous go along. */

import type { components } from './schema';
import { and, type Condition, type FilterTree, toFilterTree } from '../lib/filter';

type ApiRow = components['schemas']['HeliconeRequest'];
/** openapi-fetch forgets that the headers are pairs. */
export type RequestRow = Omit<ApiRow, 'helicone_headers'> & { helicone_headers: string[][] };

/** What of the URL decides which requests there are, and in which order. */
export interface ListSearch {
  f?: Condition[];
  text?: string; // in prompt or answer
  whole?: true; // … in all of them, and not in their beginnings alone
  sort?: string; // a key of the API; 'scores.accuracy', 'properties.Environment' for the named ones
  asc?: true;
}

export interface ListQuery {
  filter: FilterTree;
  sort: Record<string, unknown>;
  scan_bodies: boolean;
}

export const NEWEST_FIRST = 'created_at';

/** `start` and `end`: ISO; the end is not included. */
export function toListQuery(
  search: ListSearch,
  { start, end }: { start: string; end: string },
): ListQuery {
  const scans = searchesBodies(search);
  const range: FilterTree = { request_response_rmt: { request_created_at: { gte: start } } };
  const until: FilterTree = { request_response_rmt: { request_created_at: { lt: end } } };
  const asked = and(toFilterTree(search.f), search.text ? containsText(search.text) : 'all');
  return {
    filter: and(asked, and(range, until)),
    sort: scans ? toSort(NEWEST_FIRST, false) : toSort(search.sort, search.asc ?? false),
    scan_bodies: scans,
  };
}

/** Whether whole bodies have to be looked through, which takes long, and goes from the newest on only. */
export function searchesBodies({ f = [], text, whole }: ListSearch): boolean {
  const asksForText = f.some(({ field }) => field === 'prompt' || field === 'answer');
  return Boolean(whole && (text || asksForText));
}

function containsText(text: string): FilterTree {
  const left: FilterTree = { request_response_rmt: { request_body: { contains: text } } };
  const right: FilterTree = { request_response_rmt: { response_body: { contains: text } } };
  return { left, operator: 'or', right };
}

function toSort(sort: string = NEWEST_FIRST, ascending: boolean): Record<string, unknown> {
  const way = ascending ? 'asc' : 'desc';
  const [key, name] = splitKey(sort);
  return { [key]: name === undefined ? way : { [name]: way } };
}

/** 'scores.a.b' → ['scores', 'a.b']; 'cost' → ['cost'] */
function splitKey(sort: string): [string, string?] {
  for (const key of ['scores', 'properties']) {
    if (sort.startsWith(`${key}.`)) return [key, sort.slice(key.length + 1)];
  }
  return [sort];
}
