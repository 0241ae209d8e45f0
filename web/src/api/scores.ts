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

/** How many score names one query may have: a limit of the API. */
export const MAX_SCORE_NAMES = 20;

/** Statistics of scores by group. The body is the query key; it contains the time range. */
export function scoresQuery(body: Schemas['ScoresQuery']) {
  return queryOptions({
    queryKey: keys.scores(body),
    queryFn: async ({ signal }): Promise<ScoreResult[]> => {
      if (!body.scores.length) return [];
      return (await unwrap(api.POST('/v1/scores/query', { body, signal }))).data;
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

export const definitionsQuery = queryOptions({
  queryKey: keys.scoreDefinitions(),
  queryFn: async ({ signal }): Promise<Definition[]> =>
    (await unwrap(api.GET('/v1/score-definitions', { signal }))).data,
});
