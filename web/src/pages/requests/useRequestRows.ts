/** The rows of the list: in pages, of which those around what is in view are loaded. */

import { type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { ListQuery, RequestRow } from '../../api/requestList';

export const PAGE_ROWS = 50;
const AHEAD = 4; // pages: half a second of a wheel that is turned fast
const GC_MS = 60_000;

export interface View {
  first: number;
  last: number;
}

interface RowsPage {
  rows: RequestRow[];
  cursor: string | null; // of the page after it
}

export interface RequestRows {
  row: (index: number) => RequestRow | undefined;
  error: Error | null;
  retry: () => void;
}

export function useRequestRows(
  question: ListQuery,
  rangeKey: string,
  view: View,
  total: number,
): RequestRows {
  const client = useQueryClient();
  const [seen, setSeen] = useState({ view, before: view });
  if (seen.view !== view) setSeen({ view, before: seen.view });
  const loaded = (page: number) =>
    client.getQueryData<RowsPage>(pageQuery(client, question, rangeKey, page).queryKey);
  const isThere = (page: number) => loaded(page) !== undefined;
  const pages = pagesAround(view, seen.view === view ? seen.before : seen.view, total, isThere);
  const found = useQueries({
    queries: pages.map(page => pageQuery(client, question, rangeKey, page)),
  });
  const here = new Map(pages.map((page, place) => [page, found[place]?.data?.rows]));
  const before = useRef(here); // what was shown until the range moved along, so that the list does not blink
  useEffect(() => {
    if (found.every(({ data }) => data)) before.current = here;
  });
  const failed = found.find(({ isError }) => isError);
  // What was loaded a while ago is shown at once, also before the view that is loaded for has followed.
  const shown = new Map<number, RequestRow[] | undefined>();
  const rowsOf = (page: number) => {
    if (!shown.has(page))
      shown.set(page, here.get(page) ?? loaded(page)?.rows ?? before.current.get(page));
    return shown.get(page);
  };
  return {
    row: index => rowsOf(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    error: failed?.error ?? null,
    retry: () => found.forEach(query => query.isError && void query.refetch()),
  };
}

/** Those in view first, then those where scrolling leads to, which are there before it comes to them, and one on the
 * other side. At rest one on either side; so for who jumps, when those in view are there, as the next jump may follow. */
export function pagesAround(
  view: View,
  before: View,
  total: number,
  isThere: (page: number) => boolean,
): number[] {
  const by = view.first - before.first;
  const jumps = Math.abs(by) > AHEAD * PAGE_ROWS;
  const ahead = by && !jumps ? AHEAD : 1;
  const from = Math.floor(view.first / PAGE_ROWS);
  const to = Math.floor(view.last / PAGE_ROWS);
  const inView = pageNumbers(from, to - from + 1);
  const below = pageNumbers(to + 1, by >= 0 ? ahead : 1);
  const above = pageNumbers(from - 1, by < 0 ? ahead : 1, -1);
  const around = by < 0 ? [...above, ...below] : [...below, ...above];
  const pages = jumps && !inView.every(isThere) ? inView : [...inView, ...around];
  return pages.filter(page => page >= 0 && page * PAGE_ROWS < total);
}

function pageNumbers(from: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, place) => from + step * place);
}

function pageQuery(client: QueryClient, question: ListQuery, rangeKey: string, page: number) {
  const key = (number: number) => keys.requestPage(question, rangeKey, number);
  return queryOptions({
    queryKey: key(page),
    queryFn: async ({ signal }): Promise<RowsPage> => {
      // a neighbour is found by where the page before it ended, which costs nothing however far down that is
      const { cursor } = client.getQueryData<RowsPage>(key(page - 1)) ?? {};
      const place = cursor ? { cursor } : { offset: page * PAGE_ROWS };
      const body = { ...question, ...place, limit: PAGE_ROWS, includeBodies: false };
      const answer = await unwrap(api.POST('/v1/request/query', { body, signal }));
      return { rows: answer.data.map(withoutUnusedFields), cursor: answer.next_cursor };
    },
    staleTime: Infinity, // of a range that stands still
    gcTime: GC_MS,
  });
}

/** Without what no column shows: who scrolls far has many rows in memory. */
function withoutUnusedFields(row: RequestRow): RequestRow {
  return {
    ...row,
    request_headers: {},
    response_headers: {},
    helicone_headers: [],
    attempts: [],
    conflicts: [],
    request_properties: {},
  };
}
