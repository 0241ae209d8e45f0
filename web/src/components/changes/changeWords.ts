/** What a found change says, in words. Pure. */

import type { FoundChange, LikelyCause } from '../../api/changes';
import { type AmountUnit, formatMove } from '../../lib/differences';
import { fixed } from '../../lib/numbers';
import type { Mark } from '../charts/timeSeries';

/** "fell by 5.1 [3.9, 6.3]"; of latency, cost and volume "rose by 35% [28, 43]". */
export function moveOf({ difference, ratio, low, high }: FoundChange, unit: AmountUnit): string {
  if (ratio === null) return formatMove(unit, difference, { low, high });
  const percent = (value: number) => Math.abs(100 * (value - 1));
  const [from, to] = [percent(low), percent(high)].sort((a, b) => a - b) as [number, number];
  const size = `${fixed(percent(ratio), 0)}% [${fixed(from, 0)}, ${fixed(to, 0)}]`;
  return `${ratio < 1 ? 'fell' : 'rose'} by ${size}`;
}

const share = (value: number | null) => `${fixed(100 * (value ?? 0), 0)}%`;

/** "model gpt-4o-2026-10-01" */
export const nameOf = ({ key, value }: LikelyCause) =>
  value === null
    ? `no ${key.replace('property.', '')}`
    : `${key.replace('property.', '')} ${value}`;

/** Why a value is likely to be the cause. */
export function reasonOf({ kind, share_before, share_after }: LikelyCause): string {
  if (kind === 'new_value') return `new, in ${share(share_after)} of the requests since`;
  if (kind === 'mix')
    return `went from ${share(share_before)} to ${share(share_after)} of the requests`;
  return 'changed more than the others';
}

/** Where the changes are in a chart. */
export const changeMarks = (changes: readonly FoundChange[]): Mark[] =>
  changes.map(({ at, difference }) => ({
    at: Date.parse(at),
    label: difference < 0 ? 'fell' : 'rose',
  }));
