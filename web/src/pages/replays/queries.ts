import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];

export type Run = Schemas['ReplayRecord'];
export type RunDetail = Schemas['ReplayDetail'];
export type Pair = Schemas['ReplayPairRecord'];
export type Verdict = Schemas['ReplayVerdict'];

const POLL_MS = 5_000; // runs get on by themselves
const STALE_MS = 60_000; // the verdict reads all pairs, and changes no more once the run has ended
const PAIRS = 100;

export const runsQuery = queryOptions({
  queryKey: keys.replays(),
  queryFn: async ({ signal }): Promise<Run[]> =>
    (await unwrap(api.GET('/v1/replays', { signal }))).data,
  refetchInterval: POLL_MS,
});

export const runQuery = (name: string) =>
  queryOptions({
    queryKey: keys.replay(name),
    queryFn: async ({ signal }): Promise<RunDetail> => {
      const params = { path: { name }, query: { pairs: PAIRS } };
      return (await unwrap(api.GET('/v1/replays/{name}', { params, signal }))).data;
    },
    staleTime: STALE_MS,
    refetchInterval: ({ state }) => (state.data?.run.state === 'running' ? POLL_MS : false),
  });
