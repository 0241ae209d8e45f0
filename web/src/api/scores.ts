import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import { sameExceptTime } from './placeholder';
import type { components } from './schema';

type Schemas = components['schemas'];

export type ScoreResult = Schemas['ScoreShape'];
export type ScoreGroup = Schemas['GroupShape'];
export type ScoreType = Schemas['ScoreNameShape']['type'];
export type Definition = Schemas['Definition'];
export type DefinitionBody = Schemas['DefinitionBody'];

/** How many names one question takes (see api/score_question_models.py). */
export const MAX_SCORE_NAMES = 20;

/** Numbers of scores by groups. The question is the key: what depends on time has the range in it. */
export function scoresQuery(question: Schemas['ScoresQuery']) {
  return queryOptions({
    queryKey: keys.scores(question),
    queryFn: async ({ signal }): Promise<ScoreResult[]> => {
      if (!question.scores.length) return [];
      return (await unwrap(api.POST('/v1/scores/query', { body: question, signal }))).data;
    },
    placeholderData: (before, last) => (sameExceptTime(last, question) ? before : undefined),
  });
}

export const definitionsQuery = queryOptions({
  queryKey: keys.scoreDefinitions(),
  queryFn: async ({ signal }): Promise<Definition[]> =>
    (await unwrap(api.GET('/v1/score-definitions', { signal }))).data,
});
