/** Which columns are shown unless somebody has chosen others. Pure. */

import type { RequestRow } from '../../api/requestList';
import type { RequestColumn } from './columns';

export type WindowSize = 'phone' | 'small' | 'usual' | 'large';

/** Prompt and answer get the width that these leave, so there are as many as fit beside them. */
const MOST: Record<WindowSize, { scores: number; properties: number }> = {
  phone: { scores: 3, properties: 0 },
  small: { scores: 3, properties: 0 },
  usual: { scores: 3, properties: 0 },
  large: { scores: 4, properties: 2 },
};
const WHAT = ['time', 'status', 'model', 'prompt', 'answer'];
const HOW_MUCH = ['latency', 'cost'];

/** The ids of the default columns: those scores that the listed requests have come first, the most frequent of them
 * first. On a telephone the prompt has time, status and model below it, and the first score is beside it. */
export function defaultColumnIds(
  columns: readonly RequestColumn[],
  sample: readonly RequestRow[],
  size: WindowSize,
): string[] {
  const scores = mostUsed(columns, 'score', sample).slice(0, MOST[size].scores);
  const properties = mostUsed(columns, 'property', sample).slice(0, MOST[size].properties);
  if (size === 'phone') {
    return ['prompt', ...scores, 'answer', ...HOW_MUCH];
  }
  if (size === 'small') return [...WHAT, ...scores, ...HOW_MUCH];
  return [...WHAT, ...HOW_MUCH, ...scores, ...properties];
}

function mostUsed(
  columns: readonly RequestColumn[],
  group: RequestColumn['group'],
  sample: readonly RequestRow[],
): string[] {
  const used = columns
    .filter(column => column.group === group)
    .map(({ id, value }) => ({ id, count: sample.filter(row => hasValue(value(row))).length }));
  const some = sample.length ? used.filter(({ count }) => count > 0) : used;
  return some.toSorted((a, b) => b.count - a.count).map(({ id }) => id); // stable: else in their usual order
}

const hasValue = (value: unknown) => value !== null && value !== undefined && value !== '';
