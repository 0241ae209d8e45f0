import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import { anyOf, groupFilter } from '../../components/groups/groupQueries';
import { count } from '../../lib/numbers';
import type { Subject } from './previews';

type Schemas = components['schemas'];

export type Evaluator = Schemas['EvaluatorRecord'];
export type Reason = Schemas['EvaluationReason'];
export type Backfill = Schemas['BackfillRecord'];
export type Estimate = Schemas['BackfillEstimate'];
export type PreviewResult = Schemas['PreviewResult'];
export type PreviewRow = Schemas['PreviewRow'];
export type EvaluatorBody = Schemas['Evaluator'];
export type Target = 'request' | 'session';

const POLL_MS = 5_000; // counts and back-fills move by themselves

export const evaluatorsQuery = queryOptions({
  queryKey: keys.evaluators(),
  queryFn: async ({ signal }): Promise<Evaluator[]> =>
    (await unwrap(api.GET('/v1/evaluators', { signal }))).data,
  refetchInterval: POLL_MS,
});

export const evaluatorQuery = (name: string) =>
  queryOptions({
    queryKey: keys.evaluator(name),
    queryFn: async ({ signal }): Promise<Evaluator> => {
      const params = { path: { name } };
      return (await unwrap(api.GET('/v1/evaluators/{name}', { params, signal }))).data;
    },
    refetchInterval: POLL_MS,
  });

export const backfillsQuery = (name: string) =>
  queryOptions({
    queryKey: keys.backfills(name),
    queryFn: async ({ signal }): Promise<Backfill[]> => {
      const params = { path: { name } };
      return (await unwrap(api.GET('/v1/evaluators/{name}/backfills', { params, signal }))).data;
    },
    refetchInterval: POLL_MS,
  });

export const versionsQuery = (name: string) =>
  queryOptions({
    queryKey: keys.evaluatorVersions(name),
    queryFn: async ({ signal }) => {
      const params = { path: { name } };
      return (await unwrap(api.GET('/v1/evaluators/{name}/versions', { params, signal }))).data;
    },
  });

export const judgeTemplatesQuery = queryOptions({
  queryKey: keys.judgeTemplates(),
  queryFn: async ({ signal }) =>
    (await unwrap(api.GET('/v1/evaluators/templates', { signal }))).data,
});

/** The words of these calls, or of the sessions that they are about. */
export const subjectsQuery = (target: Target, ids: string[]) =>
  queryOptions({
    queryKey: keys.subjects(target, ids),
    queryFn: ({ signal }) => (target === 'session' ? sessions(ids, signal) : calls(ids, signal)),
    enabled: ids.length > 0,
  });

async function calls(ids: string[], signal: AbortSignal): Promise<Map<string, Subject>> {
  const body = { requestIds: ids };
  const { data } = await unwrap(api.POST('/v1/request/query-ids', { body, signal }));
  return new Map(
    data.map(({ request_id: id, prompt_preview: text, answer_preview: more }) => [
      id,
      { text, more },
    ]),
  );
}

async function sessions(ids: string[], signal: AbortSignal): Promise<Map<string, Subject>> {
  const body = {
    filter: anyOf(ids.map(id => groupFilter('session', id))),
    timeFilter: { startTimeUnixMs: 0, endTimeUnixMs: Date.now() },
    limit: ids.length,
  };
  const { data } = await unwrap(api.POST('/v1/session/query', { body, signal }));
  return new Map(
    data.map(({ session_id: id, first_message: text, total_requests: total }) => [
      id,
      { text, more: `${count(total)} ${total === 1 ? 'call' : 'calls'}` },
    ]),
  );
}
