import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { components } from '../../api/schema';
import { againstBefore } from '../../api/scores';
import { and } from '../../lib/filter';
import type { Subject } from './subject';

type Schemas = components['schemas'];
export type Explained = Schemas['ExplainedShape'];
export type ExplainedValue = Schemas['ExplainedValueShape'];

const MAX_VALUES = 100;

/** Which values carry the change since the time before. `label`: of a score of labels. */
export function explanationQuery(subject: Subject, label: string | undefined) {
  const { name, type, unit } = subject;
  const body = {
    score: name,
    label: type === 'label' ? (label ?? null) : null,
    unit,
    ...againstBefore(subject),
    // requests of one session are not independent of each other
    cluster_by: unit === 'request' ? 'session' : null,
    limit: MAX_VALUES,
  };
  return queryOptions({
    queryKey: keys.scoreExplanation(body),
    queryFn: async ({ signal }): Promise<Explained | null> => {
      const { data } = await unwrap(api.POST('/v1/scores/explain', { body, signal }));
      return data.find(each => each.type === type) ?? null;
    },
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

const MAX_REQUESTS = 10;

/** The requests with the lowest or highest values. */
export function extremesQuery({ name, filter, timeRange }: Subject, order: 'asc' | 'desc') {
  const scored = { request_response_rmt: { scores: { [name]: { 'not-equals': 'null' } } } };
  const { start, end } = timeRange;
  const inRange = { request_response_rmt: { request_created_at: { gte: start, lt: end } } };
  const body = {
    filter: and(and(filter, inRange), scored),
    sort: { scores: { [name]: order } },
    limit: MAX_REQUESTS,
    includeBodies: false,
  };
  return queryOptions({
    queryKey: keys.scoreExtremes(body),
    queryFn: async ({ signal }) =>
      (await unwrap(api.POST('/v1/request/query', { body, signal }))).data,
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}
