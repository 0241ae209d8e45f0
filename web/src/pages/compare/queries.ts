import { queryOptions } from '@tanstack/react-query';
import { api, told } from '../../api/client';
import { keys } from '../../api/keys';
import { onlyTimeDiffers } from '../../api/placeholder';
import type { Side } from './sides';

const asked = ({ name, filter, timeRange }: Side) => ({
  name: name.slice(0, 200),
  filter,
  time_range: timeRange,
});

/** All scores of one answer, over which the p-values are adjusted. */
export function compareQuery(
  scores: string[],
  [first, second]: [Side, Side],
  pair: string | undefined,
) {
  const body = { scores, first: asked(first), second: asked(second), pair_by: pair ?? null };
  return queryOptions({
    queryKey: keys.comparison(body),
    queryFn: async ({ signal }) =>
      (await told(api.POST('/v1/scores/compare', { body, signal }))).data,
    placeholderData: (before, last) => (onlyTimeDiffers(last, body) ? before : undefined),
  });
}

const SHOWN = 20;

/** What moved most. */
export function pairsQuery(score: string, [first, second]: [Side, Side], pair: string) {
  const sides = { first: asked(first), second: asked(second) };
  const body = { score, ...sides, pair_by: pair, limit: SHOWN };
  return queryOptions({
    queryKey: keys.comparisonPairs(body),
    queryFn: async ({ signal }) =>
      (await told(api.POST('/v1/scores/compare/pairs', { body, signal }))).data,
    placeholderData: (before, last) => (onlyTimeDiffers(last, body) ? before : undefined),
  });
}

const VALUES = 100;

/** The values of a thing, most frequent first. */
export function valuesQuery(key: string, filter: Side['filter'], timeRange: Side['timeRange']) {
  const body = { group_by: key, filter, time_range: timeRange, limit: VALUES };
  return queryOptions({
    queryKey: keys.comparisonValues(body),
    queryFn: async ({ signal }) => {
      const answer = await told(api.POST('/v1/request/groups/query', { body, signal }));
      return answer.data.groups.map(({ value }) => value).filter(value => value !== null);
    },
    placeholderData: (before, last) => (onlyTimeDiffers(last, body) ? before : undefined),
  });
}
