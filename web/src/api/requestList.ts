/** The list of requests that the URL's filter, search text, order and range describe. The list shows it; "next" and
 * "previous" on the page of a single request follow it. */

import type { components } from './schema';
import { and, type Condition, type FilterTree, toFilterTree } from '../lib/filter';

type ApiRow = components['schemas']['HeliconeRequest'];
/** openapi-fetch loses the type of the headers, which are pairs. */
export type RequestRow = Omit<ApiRow, 'helicone_headers'> & { helicone_headers: string[][] };

/** The parameters of the URL that decide which requests the list has, and in which order. */
export interface ListSearch {
  f?: Condition[];
  text?: string; // contained in prompt or answer
  whole?: true; // search whole bodies, not only their first 500 characters
  sort?: string; // a sort key of the API, such as 'cost', 'scores.accuracy' or 'properties.Environment'
  asc?: true;
}

export interface ListQuery {
  filter: FilterTree;
  sort: Record<string, unknown>;
  scan_bodies: boolean;
}

export const NEWEST_FIRST = 'created_at';

/** The body of the API's query. `start` and `end` are ISO 8601; the end is exclusive. */
export function toListQuery(
  search: ListSearch,
  { start, end }: { start: string; end: string },
): ListQuery {
  const scans = searchesBodies(search);
  const from: FilterTree = { request_response_rmt: { request_created_at: { gte: start } } };
  const until: FilterTree = { request_response_rmt: { request_created_at: { lt: end } } };
  const conditions = and(toFilterTree(search.f), search.text ? containsText(search.text) : 'all');
  return {
    filter: and(conditions, and(from, until)),
    sort: scans ? toSort(NEWEST_FIRST, false) : toSort(search.sort, search.asc ?? false),
    scan_bodies: scans,
  };
}

/** Whether whole bodies have to be searched, which is slow and only possible from the newest request on. */
export function searchesBodies({ f = [], text, whole }: ListSearch): boolean {
  const hasTextCondition = f.some(({ field }) => field === 'prompt' || field === 'answer');
  return Boolean(whole && (text || hasTextCondition));
}

function containsText(text: string): FilterTree {
  const left: FilterTree = { request_response_rmt: { request_body: { contains: text } } };
  const right: FilterTree = { request_response_rmt: { response_body: { contains: text } } };
  return { left, operator: 'or', right };
}

function toSort(sort: string = NEWEST_FIRST, ascending: boolean): Record<string, unknown> {
  const direction = ascending ? 'asc' : 'desc';
  const [key, name] = splitKey(sort);
  return { [key]: name === undefined ? direction : { [name]: direction } };
}

/** 'scores.a.b' → ['scores', 'a.b']; 'cost' → ['cost'] */
function splitKey(sort: string): [string, string?] {
  for (const key of ['scores', 'properties']) {
    if (sort.startsWith(`${key}.`)) return [key, sort.slice(key.length + 1)];
  }
  return [sort];
}
