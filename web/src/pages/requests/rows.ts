/** The rows of the list: in pages, of which those around what is in view are loaded. */

import { type QueryClient, queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, told } from '../../api/client';
import type { Question, RequestRow } from '../../api/requestList';

export const PAGE_ROWS = 50;
const KEPT_MS = 60_000;

export interface View {
  first: number;
  last: number;
}

interface RowsPage {
  rows: RequestRow[];
  cursor: string | null; // of the page after it
}

export interface Rows {
  row: (index: number) => RequestRow | undefined;
  error: Error | null;
  retry: () => void;
}

export function useRows(question: Question, rangeKey: string, view: View, total: number): Rows {
  const client = useQueryClient();
  const pages = pagesAround(view, total);
  const found = useQueries({
    queries: pages.map(page => pageQuery(client, question, rangeKey, page)),
  });
  const here = new Map(pages.map((page, place) => [page, found[place]?.data?.rows]));
  const before = useRef(here); // what was shown until the range moved along, so that the list does not blink
  useEffect(() => {
    if (found.every(({ data }) => data)) before.current = here;
  });
  const failed = found.find(({ isError }) => isError);
  return {
    row: index => {
      const page = Math.floor(index / PAGE_ROWS);
      return (here.get(page) ?? before.current.get(page))?.[index % PAGE_ROWS];
    },
    error: failed?.error ?? null,
    retry: () => found.forEach(query => query.isError && void query.refetch()),
  };
}

/** Those in view, and one on either side, which is there before it is scrolled to. */
export function pagesAround({ first, last }: View, total: number): number[] {
  const end = Math.max(0, Math.ceil(total / PAGE_ROWS) - 1);
  const from = Math.max(0, Math.floor(first / PAGE_ROWS) - 1);
  const to = Math.min(end, Math.floor(last / PAGE_ROWS) + 1);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
}

function pageQuery(client: QueryClient, question: Question, rangeKey: string, page: number) {
  const key = (number: number) => ['request list', question, rangeKey, number];
  return queryOptions({
    queryKey: key(page),
    queryFn: async ({ signal }): Promise<RowsPage> => {
      // a neighbour is found by where the page before it ended, which costs nothing however far down that is
      const { cursor } = client.getQueryData<RowsPage>(key(page - 1)) ?? {};
      const place = cursor ? { cursor } : { offset: page * PAGE_ROWS };
      const body = { ...question, ...place, limit: PAGE_ROWS, includeBodies: false };
      const answer = await told(api.POST('/v1/request/query', { body, signal }));
      return { rows: answer.data.map(slim), cursor: answer.next_cursor };
    },
    staleTime: Infinity, // of a range that stands still
    gcTime: KEPT_MS,
  });
}

/** Without what no column shows: who scrolls far has many rows in memory. */
function slim(row: RequestRow): RequestRow {
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
