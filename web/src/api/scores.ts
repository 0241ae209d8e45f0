import { queryOptions } from '@tanstack/react-query';
import type { FilterTree } from '../lib/filter';
import { previousRange } from '../lib/range';
import type { ScoreUnit } from '../lib/scoreUnit';
import { api, unwrap } from './client';
import { keys } from './keys';
import { sameExceptTime } from './placeholder';
import type { components } from './schema';

type Schemas = components['schemas'];

export type ScoreResult = Schemas['ScoreShape'];
export type ScoreGroup = Schemas['GroupShape'];
export type ScoreType = Schemas['ScoreNameShape']['type'];
export type Definition = Schemas['Definition'];
export type ScoresBody = Schemas['ScoresQuery'];
export type DefinitionBody = Schemas['DefinitionBody'];

/** How many score names one query may have: a limit of the API. */
export const MAX_SCORE_NAMES = 20;

/** Statistics of scores by group. The body is the query key; it contains the time range. */
export function scoresQuery(body: ScoresBody) {
  return queryOptions({
    queryKey: keys.scores(body),
    queryFn: async ({ signal }): Promise<ScoreResult[]> => {
      if (!body.scores.length) return [];
      return (await unwrap(api.POST('/v1/scores/query', { body, signal }))).data;
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

export type ComparedScore = Schemas['ComparedShape'];

/** What a query on scores is about: requests or sessions of a filter in a time range. */
export interface ScoreScope {
  unit: ScoreUnit;
  filter: FilterTree;
  timeRange: { start: string; end: string };
}

/** The groups of a comparison with the time before, of the same length. */
export function againstBefore({ filter, timeRange }: ScoreScope) {
  const { start, end } = previousRange({
    start: new Date(timeRange.start),
    end: new Date(timeRange.end),
  });
  const before = { start: start.toISOString(), end: end.toISOString() };
  return {
    first: { filter, time_range: before },
    second: { filter, time_range: timeRange },
  };
}

/** How means, or the shares that pass, have changed since the time before. */
export function changesQuery(scores: string[], scope: ScoreScope, pass_rate = false) {
  const body = {
    scores,
    unit: scope.unit,
    ...againstBefore(scope),
    // requests of one session are not independent of each other
    cluster_by: scope.unit === 'request' ? 'session' : null,
    pair_by: null,
    fairness: false,
    pass_rate,
  };
  return queryOptions({
    queryKey: keys.comparison(body),
    queryFn: async ({ signal }): Promise<ComparedScore[]> => {
      if (!scores.length) return [];
      return (await unwrap(api.POST('/v1/scores/compare', { body, signal }))).data;
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

/** What judges said of two groups, and that corrected by people's labels. */
export function correctedComparisonQuery(body: components['schemas']['CompareQuery']) {
  const asked = { ...body, pair_by: null, fairness: false, corrected_by: {} };
  return queryOptions({
    queryKey: keys.comparison(asked),
    queryFn: async ({ signal }): Promise<ComparedScore[]> => {
      if (!asked.scores?.length) return [];
      return (await unwrap(api.POST('/v1/scores/compare', { body: asked, signal }))).data;
    },
    placeholderData: (previous, query) => (sameExceptTime(query, asked) ? previous : undefined),
  });
}

export const definitionsQuery = queryOptions({
  queryKey: keys.scoreDefinitions(),
  queryFn: async ({ signal }): Promise<Definition[]> =>
    (await unwrap(api.GET('/v1/score-definitions', { signal }))).data,
});
