import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { RequestRow } from '../../api/requestList';
import { callNames, type Turn, turns } from '../../components/conversation/turns';
import { type Condition, toFilterTree } from '../../lib/filter';
import { cost, duration, UNKNOWN } from '../../lib/numbers';
import { readCall, type SeenCalls } from './readCall';

const PAGE_CALLS = 10; // with their bodies
const FEW_PAGES = 3;
const READING_MS = 3_600_000; // what was read is kept for so long, for who comes back to it

export const sessionCondition = (id: string): Condition => ({
  field: 'session',
  op: 'is',
  value: id,
});

/** A call without its bodies: only what it added to the conversation. */
export interface Entry {
  requestId: string;
  path: string | null;
  facts: string[]; // model, duration, cost
  shown: Turn[];
  kept: number; // messages as before
  names: Map<string, string>; // of the tools that were called
}

interface From {
  cursor?: string;
  seen: SeenCalls; // in the calls before
}
const BEGIN: From = { seen: [] };

/** What the calls of a session added to each other, in the order in which they began, a few at a time. */
export function conversationQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: keys.sessionCalls(id),
    queryFn: async ({ signal, pageParam: { cursor, seen } }) => {
      const body = {
        filter: toFilterTree([sessionCondition(id)]),
        sort: { created_at: 'asc' },
        limit: PAGE_CALLS,
        includeBodies: true,
        ...(cursor ? { cursor } : {}),
      };
      const page = await unwrap(api.POST('/v1/request/query', { body, signal }));
      const entries: Entry[] = [];
      for (const call of page.data) {
        const all = turns(call.request_body, call.response_body);
        const { seen: now, ...read } = readCall(seen, all);
        seen = now;
        entries.push({ ...factsOf(call), ...read, names: namesIn(read.shown, all) });
      }
      return { entries, next: page.next_cursor ? { cursor: page.next_cursor, seen } : null };
    },
    initialPageParam: BEGIN,
    getNextPageParam: last => last.next,
    // loading again would ask for every page that was read, one after the other
    staleTime: query => ((query.state.data?.pages.length ?? 0) > FEW_PAGES ? Infinity : 5_000),
    gcTime: READING_MS,
  });
}

/** The names of the tools whose results are shown. */
function namesIn(shown: Turn[], all: Turn[]): Map<string, string> {
  const names = callNames(all);
  const results = shown.flatMap(({ parts }) => parts.filter(part => part.kind === 'result'));
  return new Map(results.map(({ of = '' }) => [of, names.get(of) ?? of]));
}

const factsOf = (call: RequestRow) => ({
  requestId: call.request_id,
  path: call.session_path,
  facts: [call.model ?? UNKNOWN, duration(call.delay_ms), cost(call.cost)],
});

/** The name and the users of a session; null: it has no call. */
export function detailsQuery(id: string) {
  return queryOptions({
    queryKey: keys.sessionDetails([id], ''),
    queryFn: async ({ signal }) => {
      const timeFilter = { startTimeUnixMs: 0, endTimeUnixMs: Date.now() };
      const body = { filter: toFilterTree([sessionCondition(id)]), timeFilter, limit: 1 };
      return (await unwrap(api.POST('/v1/session/query', { body, signal }))).data[0] ?? null;
    },
  });
}

/** The means of the scores of its calls. */
export function meansQuery(id: string, scores: string[], rangeKey: string) {
  return queryOptions({
    queryKey: keys.sessionMeans(id, scores, rangeKey),
    queryFn: async ({ signal }) => {
      const body = { scores, filter: toFilterTree([sessionCondition(id)]) };
      return (await unwrap(api.POST('/v1/scores/query', { body, signal }))).data;
    },
    enabled: scores.length > 0,
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
  });
}
