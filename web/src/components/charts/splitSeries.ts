/** The lines of a score over time, one for each value of a key. Pure. */

import type { ScoreResult } from '../../api/scores';
import { scoreSeries } from './scoreSeries';
import type { Series } from './timeOption';

export const MAX_LINES = 5; // more of them, with their intervals, can't be told apart

/** One line, or one for each of the most frequent values of a key; the others are left out. */
export function splitSeries(
  result: ScoreResult,
  bucket: string,
  split: string | undefined,
): Series[] {
  if (!split) return scoreSeries(result, bucket);
  const values = new Map<string, ScoreResult['groups']>();
  for (const group of result.groups.filter(({ other }) => !other)) {
    const value = group.group[split] ?? '(none)';
    values.set(value, [...(values.get(value) ?? []), group]);
  }
  return [...values].map(([value, groups]) => ({
    ...scoreSeries({ ...result, groups }, bucket)[0]!,
    name: value,
  }));
}
