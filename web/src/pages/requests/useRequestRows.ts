/** The rows of the list, loaded in pages around the visible rows. */

import { type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { ListQuery, RequestRow } from '../../api/requestList';

export const PAGE_ROWS = 50;
const AHEAD = 4; // pages to load ahead: half a second of fast scrolling
const GC_MS = 60_000;

export interface View {
  first: number;
  last: number;
}

interface RowsPage {
  rows: RequestRow[];
  cursor: string | null; // of the next page
}

export interface RequestRows {
  row: (index: number) => RequestRow | undefined;
  error: Error | null;
  retry: () => void;
}

export function useRequestRows(
  query: ListQuery,
  rangeKey: string,
  view: View,
  total: number,
): RequestRows {
  const client = useQueryClient();
  const [seen, setSeen] = useState({ view, before: view });
  if (seen.view !== view) setSeen({ view, before: seen.view });
  const loaded = (page: number) =>
    client.getQueryData<RowsPage>(pageQuery(client, query, rangeKey, page).queryKey);
  const isThere = (page: number) => loaded(page) !== undefined;
  const pages = pagesAround(view, seen.view === view ? seen.before : seen.view, total, isThere);
  const results = useQueries({
    queries: pages.map(page => pageQuery(client, query, rangeKey, page)),
  });
  const current = new Map(pages.map((page, position) => [page, results[position]?.data?.rows]));
  // What was shown before the range moved on: without it, the list would blink.
  const shownBefore = useRef(current);
  useEffect(() => {
    if (results.every(({ data }) => data)) shownBefore.current = current;
  });
  const failed = results.find(({ isError }) => isError);
  // Pages in the cache are shown at once, even before the throttled view has followed.
  const shown = new Map<number, RequestRow[] | undefined>();
  const rowsOf = (page: number) => {
    if (!shown.has(page))
      shown.set(page, current.get(page) ?? loaded(page)?.rows ?? shownBefore.current.get(page));
    return shown.get(page);
  };
  return {
    row: index => rowsOf(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS],
    error: failed?.error ?? null,
    retry: () => results.forEach(result => result.isError && void result.refetch()),
  };
}

/** The pages to load: those in view first, then those ahead in the direction of scrolling, and one on the other side. At
 * rest, one on either side; after a jump too, but only once the pages in view are loaded, because another jump may follow. */
export function pagesAround(
  view: View,
  before: View,
  total: number,
  isThere: (page: number) => boolean,
): number[] {
  const moved = view.first - before.first;
  const isJump = Math.abs(moved) > AHEAD * PAGE_ROWS;
  const ahead = moved && !isJump ? AHEAD : 1;
  const from = Math.floor(view.first / PAGE_ROWS);
  const to = Math.floor(view.last / PAGE_ROWS);
  const inView = pageNumbers(from, to - from + 1);
  const below = pageNumbers(to + 1, moved >= 0 ? ahead : 1);
  const above = pageNumbers(from - 1, moved < 0 ? ahead : 1, -1);
  const around = moved < 0 ? [...above, ...below] : [...below, ...above];
  const pages = isJump && !inView.every(isThere) ? inView : [...inView, ...around];
  return pages.filter(page => page >= 0 && page * PAGE_ROWS < total);
}

function pageNumbers(from: number, count: number, step = 1): number[] {
  return Array.from({ length: count }, (_, index) => from + step * index);
}

function pageQuery(client: QueryClient, query: ListQuery, rangeKey: string, page: number) {
  const key = (number: number) => keys.requestPage(query, rangeKey, number);
  return queryOptions({
    queryKey: key(page),
    queryFn: async ({ signal }): Promise<RowsPage> => {
      // With the cursor of the previous page, the position in the list does not matter; an offset gets slower further down.
      const { cursor } = client.getQueryData<RowsPage>(key(page - 1)) ?? {};
      const start = cursor ? { cursor } : { offset: page * PAGE_ROWS };
      const body = { ...query, ...start, limit: PAGE_ROWS, includeBodies: false };
      const result = await unwrap(api.POST('/v1/request/query', { body, signal }));
      return { rows: result.data.map(withoutUnusedFields), cursor: result.next_cursor };
    },
    staleTime: Infinity, // the range in the key does not move
    gcTime: GC_MS,
  });
}

/** Drops fields that no column shows: after much scrolling there are many rows in memory. */
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
