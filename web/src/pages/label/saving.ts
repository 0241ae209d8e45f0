/** What a rater says of an item, and how it is stored: as scores like all others, and as a correction of the answer. */

import { api, unwrap } from '../../api/client';
import type { QueueItem } from '../../api/queues';
import type { Asked, Value } from './values';

export interface Draft {
  values: Record<string, Value>;
  comment: string; // stored with the first score
  correction: string; // '': none
}

export const isComplete = ({ values }: Draft, asked: readonly Asked[]) =>
  asked.every(({ name }) => name in values);

/** The correction first: an item counts as done as soon as its scores are there. */
export async function saveItem(
  item: QueueItem,
  rater: string,
  asked: readonly Asked[],
  { values, comment, correction }: Draft,
): Promise<void> {
  if (correction.trim() !== (item.correction ?? '')) {
    const params = { path: { request_id: item.request_id } };
    const body = { rater, text: correction.trim() };
    await unwrap(api.PUT('/v1/request/{request_id}/correction', { params, body }));
  }
  const scores = asked.map(({ name }, index) => ({
    request_id: item.request_id,
    name,
    value: values[name]!,
    source: 'human' as const,
    rater,
    comment: index === 0 ? comment.trim() || undefined : undefined,
    probability: item.probability ?? undefined,
  }));
  await unwrap(api.POST('/v1/scores', { body: { scores } }));
}

export async function deleteScores(ids: readonly string[]): Promise<void> {
  for (const score_id of ids) {
    await unwrap(api.DELETE('/v1/scores/{score_id}', { params: { path: { score_id } } }));
  }
}
