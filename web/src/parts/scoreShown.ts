/** How scores of a type are shown: numbers as they are, booleans and labels as shares. */

import type { ScoreAnswer, ScoreGroup, ScoreType } from '../api/scores';
import type { Line } from './charts/timeOption';
import { decimal, percent, UNKNOWN } from './numbers';

type Known = number | null | undefined;

export const shownOf = (type: ScoreType | null) => (type === 'number' ? asNumber : asShare);
const asNumber = (value: Known) => decimal(value);
const asShare = (value: Known) => percent(value);

/** "92.1 [91.0, 93.2]", "97 % [95 %, 99 %]" */
export function meanInWords(type: ScoreType | null, group: Pick<ScoreGroup, 'mean' | 'interval'>) {
  return inWords(type, group.mean, group.interval);
}

export function inWords(
  type: ScoreType | null,
  value: Known,
  interval: { low: number | null; high: number | null } | null,
): string {
  const shown = shownOf(type);
  if (typeof interval?.low !== 'number' || typeof interval.high !== 'number') return shown(value);
  return `${shown(value)} [${shown(interval.low)}, ${shown(interval.high)}]`;
}

/** The commonest labels with their shares. */
export function labelsInWords({ labels }: Pick<ScoreGroup, 'labels'>, most = 3): string {
  if (!labels?.length) return UNKNOWN;
  const first = [...labels].sort((a, b) => b.share - a.share).slice(0, most);
  return first.map(({ label, share }) => `${label} ${percent(share)}`).join(', ');
}

const LINES = 6; // that can be told apart

/** A score's answer by hour, day or week as lines: its mean, or the shares of its commonest labels. */
export function scoreLines({ type, name, groups }: ScoreAnswer, bucket: string): Line[] {
  const at = (group: ScoreGroup) => Date.parse(group.group[bucket] ?? '');
  const inOrder = groups
    .filter(group => !group.other && group.n_requests)
    .sort((a, b) => at(a) - at(b));
  if (type !== 'label') {
    const points = inOrder.map(group => ({
      at: at(group),
      value: group.mean,
      low: group.interval?.low,
      high: group.interval?.high,
      n: group.n_requests,
    }));
    return [{ name, points }];
  }
  return commonLabels(inOrder).map(label => ({
    name: label,
    points: inOrder.map(group => {
      const found = group.labels?.find(each => each.label === label);
      const { low, high } = found?.interval ?? {};
      return { at: at(group), value: found?.share ?? 0, low, high, n: group.n_requests };
    }),
  }));
}

/** Of all groups together, most frequent first. */
export function commonLabels(groups: readonly ScoreGroup[], most = LINES): string[] {
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
