/** What a found change says, in words. Pure. */

import type { FoundChange, LikelyCause, WatchedSeries } from '../../api/changes';
import { type AmountUnit, formatMove } from '../../lib/differences';
import { count, fixed } from '../../lib/numbers';
import { shortTime } from '../../lib/times';
import type { Mark } from '../charts/timeSeries';

const PROPERTY = 'property.';

const verbOf = (difference: number) => (difference < 0 ? 'fell' : 'rose');

/** "fell by 5.1 [3.9, 6.3]"; of latency, cost and volume "rose by 35% [28, 43]". */
export function moveOf({ difference, ratio, low, high }: FoundChange, unit: AmountUnit): string {
  if (ratio === null) return formatMove(unit, difference, { low, high });
  const percent = (value: number) => Math.abs(100 * (value - 1));
  const [from, to] = [percent(low), percent(high)].sort((a, b) => a - b) as [number, number];
  const size = `${fixed(percent(ratio), 0)}% [${fixed(from, 0)}, ${fixed(to, 0)}]`;
  return `${verbOf(ratio - 1)} by ${size}`;
}

const share = (value: number | null) => `${fixed(100 * (value ?? 0), 0)}%`;

/** "model gpt-4o-2026-10-01", "prompt fingerprint 5f3a", "no Plan" */
export function nameOf({ key, value }: LikelyCause): string {
  const name = key.startsWith(PROPERTY) ? key.slice(PROPERTY.length) : key.replaceAll('_', ' ');
  return value === null ? `no ${name}` : `${name} ${value}`;
}

/** Why a value is likely to be the cause of a change. */
export function reasonOf(
  { kind, key, share_before: before, share_after: after }: LikelyCause,
  { difference }: FoundChange,
): string {
  const of = key === 'evaluator' ? 'scores' : 'requests';
  if (kind === 'new_value') return `is new, and in ${share(after)} of the ${of} since`;
  if (kind === 'mix') {
    const more = (after ?? 0) < (before ?? 0) ? 'less' : 'more';
    return `became ${more} frequent: ${share(before)} of the ${of} before, ${share(after)} since`;
  }
  return `${verbOf(difference)} more than the rest`;
}

/** The newest change in a line, or why there is none. */
export function headline(watched: WatchedSeries | null, unit: AmountUnit): string {
  if (!watched || watched.reason !== null) return 'No changes can be found yet';
  const { changes } = watched;
  const last = changes.at(-1);
  if (!last) return 'No change found in this range';
  const found = changes.length === 1 ? '1 change:' : `${count(changes.length)} changes, the last:`;
  const cause = last.causes[0];
  const why = cause ? `, likely cause: ${nameOf(cause)}` : '';
  return `${found} ${moveOf(last, unit)} at ${shortTime(new Date(last.at))}${why}`;
}

/** Where the changes are in a chart. */
export const changeMarks = (changes: readonly FoundChange[]): Mark[] =>
  changes.map(({ at, difference }) => ({
    at: Date.parse(at),
    label: verbOf(difference),
  }));
