import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { components } from '../../api/schema';
import type { Subject } from './previews';

type Schemas = components['schemas'];

export type Evaluator = Schemas['EvaluatorRecord'];
export type Reason = Schemas['EvaluationReason'];
export type Backfill = Schemas['BackfillRecord'];
export type Estimate = Schemas['BackfillEstimate'];
export type PreviewResult = Schemas['PreviewResult'];
export type PreviewRow = Schemas['PreviewRow'];
export type EvaluatorBody = Schemas['Evaluator'];

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

/** The words of these requests, and what people said of them. */
export const subjectsQuery = (ids: string[]) =>
  queryOptions({
    queryKey: keys.humanScores(ids),
    queryFn: async ({ signal }) => {
      const body = { requestIds: ids };
      const { data } = await unwrap(api.POST('/v1/request/query-ids', { body, signal }));
      return new Map(
        data.map(({ request_id: id, score_details: scores, ...row }): [string, Subject] => [
          id,
          {
            prompt: row.prompt_preview,
            answer: row.answer_preview,
            scores: scores.filter(
              ({ source, evaluator }) => source === 'human' && evaluator === null,
            ),
          },
        ]),
      );
    },
  });
