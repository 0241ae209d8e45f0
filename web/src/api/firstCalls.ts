/** Whether this installation has begun to log calls, and what became of the first ones. */

import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import type { RequestRow } from './requestList';

const POLL_MS = 1_000;
const FEW = 20;

export interface FirstCalls {
  any: boolean;
  works: boolean; // one went well, or there are so many that this is no first run any more
  newest: RequestRow | null; // null: there are none, or too many for it to matter
}

/** Polls until a call went well. */
export const firstCallsQuery = queryOptions({
  queryKey: keys.firstCalls(),
  queryFn: async ({ signal }): Promise<FirstCalls> => {
    const counted = await unwrap(
      api.POST('/v1/request/count/query', { body: { filter: 'all' }, signal }),
    );
    const count = Number((counted as { data: number }).data);
    if (!count || count > FEW) return { any: count > 0, works: count > 0, newest: null };
    const body = {
      filter: 'all' as const,
      sort: { created_at: 'desc' as const },
      limit: FEW,
      includeBodies: true,
    };
    const { data } = await unwrap(api.POST('/v1/request/query', { body, signal }));
    const rows = data as unknown as RequestRow[];
    return { any: true, works: rows.some(wentWell), newest: rows[0] ?? null };
  },
  staleTime: Infinity,
  refetchInterval: query => (query.state.data?.works ? false : POLL_MS),
});

const wentWell = ({ outcome, response_status: status }: RequestRow) =>
  outcome === 'ok' && (status ?? 0) < 400;

/** What went wrong with a call, in one sentence; null: nothing, or it has not ended yet. */
export function failureOf(row: RequestRow): string | null {
  if (wentWell(row) || row.outcome === null) return null;
  const said = messageIn(row.response_body);
  if (row.error) return row.error;
  if (said) return said;
  return row.response_status ? `The provider answered with status ${row.response_status}.` : null;
}

/** What to do about a failed call, in one sentence. */
export function adviceFor(row: RequestRow): string {
  const { response_status: status, outcome } = row;
  const upstream = row.attempts.at(-1)?.upstream ?? 'the provider';
  if (outcome === 'upstream_unreachable')
    return `Check base_url of the upstream “${upstream}” in the settings, and that this machine can reach it.`;
  if (outcome !== null && OF_THE_WAY.test(outcome))
    return `Try again; if it stays, check base_url and the timeouts of the upstream “${upstream}” in the settings.`;
  if (outcome?.startsWith('client_')) return 'Your program ended the call; try it again.';
  const known = ADVICE.find(([statuses]) => statuses.includes(status ?? 0));
  if (known) return known[1](upstream);
  return (status ?? 0) >= 500
    ? `Try again: the failure is in the service of “${upstream}”.`
    : 'Open the request to see what was sent and what came back.';
}

const OF_THE_WAY = /^upstream_/;
const ADVICE: [statuses: number[], advice: (upstream: string) => string][] = [
  [
    [401, 403],
    upstream =>
      `Check the key for “${upstream}” that your program sends: Gnomon passes it on as it came.`,
  ],
  [
    [404],
    () =>
      'Check the name of the model, whether your key may use it, and that the path behind the base URL is right.',
  ],
  [
    [402, 429],
    upstream =>
      `Try again later, or look at the limits and the credit of your account at “${upstream}”.`,
  ],
  [
    [400, 413, 415, 422],
    () => 'Open the request to see what was sent; the provider did not accept it.',
  ],
];

/** The message in the error body of a provider, whichever of the common shapes it has. */
function messageIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  const { error, message } = body as { error?: unknown; message?: unknown };
  if (typeof error === 'string') return error;
  return typeof message === 'string' ? message : messageIn(error);
}
