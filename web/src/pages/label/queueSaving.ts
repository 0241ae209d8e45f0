/** The form of a queue: its fields, and what is sent. */

import { api, unwrap } from '../../api/client';
import type { Queue } from '../../api/queues';
import { type Condition, describeCondition, toFilterTree } from '../../lib/filter';
import { fromFilterTree } from '../../lib/filterTree';
import { percent } from '../../lib/numbers';
import { shortTime } from '../../lib/times';

export interface QueueFields {
  name: string;
  scores: string[];
  instructions: string;
  raters: number | string; // '' while it is being typed, as in Mantine's number fields
  conditions: Condition[];
  days: string; // '': all time
  most: number | string;
  share: number | string; // percent
  order: 'random' | 'given';
  follow: boolean;
}

export interface FieldProps {
  fields: QueueFields;
  change: (changed: Partial<QueueFields>) => void;
}

export const fieldsOf = (queue: Queue | undefined, ids?: readonly string[]): QueueFields => ({
  name: queue?.name ?? (ids ? `Chosen ${shortTime(new Date())}` : ''),
  scores: queue?.scores ?? [],
  instructions: queue?.instructions ?? '',
  raters: queue?.raters_per_item ?? 1,
  conditions: [],
  days: '30',
  most: 50,
  share: 100,
  order: 'random',
  follow: Boolean(queue?.follow_from),
});

/** The requests of a queue in words: "model = gpt-4o, and new ones". */
export function describeSource({ filter, sample_share: share, follow_from: follows }: Queue) {
  if (filter === null || filter === undefined) return 'chosen ones';
  const conditions = fromFilterTree(filter);
  const words = conditions?.map(describeCondition).map((each, at) => {
    const joins = conditions[at]!.or ? ' or ' : ', ';
    return at ? joins + each : each;
  });
  const what = words === undefined ? 'those of a filter' : words.join('') || 'all';
  const part = share < 1 ? `, ${percent(share)} of them` : '';
  return what + part + (follows ? ', and new ones' : '');
}

const DAY_MS = 86_400_000;

/** Creates the queue, or changes it. Returns its id. */
export async function saveQueue(
  fields: QueueFields,
  queue: Queue | undefined,
  ids: readonly string[] | undefined,
): Promise<string> {
  const body = {
    name: fields.name.trim(),
    scores: fields.scores,
    instructions: fields.instructions.trim(),
    raters_per_item: Number(fields.raters),
    follow: fields.follow && !ids,
  };
  if (queue) {
    const params = { path: { queue_id: queue.id } };
    return (await unwrap(api.PUT('/v1/queues/{queue_id}', { params, body }))).data.id;
  }
  const start = fields.days && new Date(Date.now() - Number(fields.days) * DAY_MS).toISOString();
  const sample = {
    filter: ids ? undefined : toFilterTree(fields.conditions), // without a filter: ids only
    time_range: { start: start || null, end: null },
    sample_share: Number(fields.share) / 100,
    sample_most: Number(fields.most),
    item_order: fields.order,
  };
  const { data } = await unwrap(api.POST('/v1/queues', { body: { ...body, ...sample } }));
  if (ids) {
    const params = { path: { queue_id: data.id } };
    const items = { request_ids: [...ids] };
    await unwrap(api.POST('/v1/queues/{queue_id}/items', { params, body: items }));
  }
  return data.id;
}
