/** How scores are formatted: numbers as they are, booleans and labels as shares. */

import type { components } from '../api/schema';
import { type Interval, meanText } from './means';
import { decimal, percent, UNKNOWN } from './numbers';

type ScoreGroup = components['schemas']['GroupShape'];
type ScoreType = components['schemas']['ScoreNameShape']['type'];
type MaybeNumber = number | null | undefined;

export const valueFormat = (type: ScoreType | null) => (type === 'number' ? asNumber : asShare);
const asNumber = (value: MaybeNumber) => decimal(value);
const asShare = (value: MaybeNumber) => percent(value);

/** "92.1 ± 0.4", "97% [95%, 99%]" */
export function formatMean(type: ScoreType | null, group: Pick<ScoreGroup, 'mean' | 'interval'>) {
  return formatWithInterval(type, group.mean, group.interval);
}

export function formatWithInterval(
  type: ScoreType | null,
  value: MaybeNumber,
  interval: Interval | null | undefined,
): string {
  const text = meanText(value, interval, { isShare: type !== 'number' });
  return text.interval ? `${text.value} ${text.interval}` : text.value;
}

/** The most frequent labels with their shares. */
export function formatLabels({ labels }: Pick<ScoreGroup, 'labels'>, max = 3): string {
  if (!labels?.length) return UNKNOWN;
  const first = [...labels].sort((a, b) => b.share - a.share).slice(0, max);
  return first.map(({ label, share }) => `${label} ${percent(share)}`).join(', ');
}

/** The labels of all groups together, most frequent first. */
export function commonLabels(groups: readonly ScoreGroup[], max = 6): string[] {
  const counts = new Map<string, number>();
  for (const { labels } of groups) {
    for (const { label, n_ratings: n } of labels ?? []) {
      counts.set(label, (counts.get(label) ?? 0) + n);
    }
  }
  return [...counts.entries()]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, max)
    .map(([label]) => label);
}

/** The decimals of a column of scores: none of whole numbers, two where the values are small. */
export function scoreDigits(values: readonly unknown[]): number {
  const numbers = values.filter(value => typeof value === 'number');
  if (numbers.every(Number.isInteger)) return 0;
  return Math.max(...numbers.map(Math.abs)) < 10 ? 2 : 1;
}
