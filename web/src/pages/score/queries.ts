import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import { and } from '../../lib/filter';
import type { Subject } from './subject';

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
