/** How scores of a type are shown: numbers as they are, booleans and labels as shares. */

import type { components } from '../api/schema';
import { decimal, percent, UNKNOWN } from './numbers';

type ScoreGroup = components['schemas']['GroupShape'];
type ScoreType = components['schemas']['ScoreNameShape']['type'];
type Known = number | null | undefined;

export const valueFormat = (type: ScoreType | null) => (type === 'number' ? asNumber : asShare);
const asNumber = (value: Known) => decimal(value);
const asShare = (value: Known) => percent(value);

/** "92.1 [91.0, 93.2]", "97 % [95 %, 99 %]" */
export function formatMean(type: ScoreType | null, group: Pick<ScoreGroup, 'mean' | 'interval'>) {
  return formatWithInterval(type, group.mean, group.interval);
}

export function formatWithInterval(
  type: ScoreType | null,
  value: Known,
  interval: { low: number | null; high: number | null } | null,
): string {
  const shown = valueFormat(type);
  if (typeof interval?.low !== 'number' || typeof interval.high !== 'number') return shown(value);
  return `${shown(value)} [${shown(interval.low)}, ${shown(interval.high)}]`;
}

/** The commonest labels with their shares. */
export function formatLabels({ labels }: Pick<ScoreGroup, 'labels'>, most = 3): string {
  if (!labels?.length) return UNKNOWN;
  const first = [...labels].sort((a, b) => b.share - a.share).slice(0, most);
  return first.map(({ label, share }) => `${label} ${percent(share)}`).join(', ');
}

/** Of all groups together, most frequent first. */
export function commonLabels(groups: readonly ScoreGroup[], most = 6): string[] {
  const counts = new Map<string, number>();
  for (const { labels } of groups) {
    for (const { label, n_ratings: n } of labels ?? []) {
      counts.set(label, (counts.get(label) ?? 0) + n);
    }
  }
  return [...counts.entries()]
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .slice(0, most)
    .map(([label]) => label);
}
