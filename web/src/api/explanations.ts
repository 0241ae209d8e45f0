import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { keys } from './keys';
import { sameExceptTime } from './placeholder';
import type { components } from './schema';
import { againstBefore, type ScoreScope } from './scores';

type Schemas = components['schemas'];
export type Explained = Schemas['ExplainedShape'];
export type ExplainedValue = Schemas['ExplainedValueShape'];
type ExplainBody = Schemas['ExplainQuery'];

const MAX_VALUES = 100;

/** Which values carry the change since the time before: of a score, of a label's share, or of a metric. One for each type
 * of values that a score has. */
export function explanationQuery(
  what: Pick<ExplainBody, 'score' | 'metric' | 'label'>,
  scope: ScoreScope,
) {
  const { unit } = scope;
  const body = {
    ...what,
    unit,
    ...againstBefore(scope),
    // requests of one session are not independent of each other
    cluster_by: unit === 'request' ? 'session' : null,
    limit: MAX_VALUES,
  };
  return queryOptions({
    queryKey: keys.scoreExplanation(body),
    queryFn: async ({ signal }): Promise<Explained[]> =>
      (await unwrap(api.POST('/v1/scores/explain', { body, signal }))).data,
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}
