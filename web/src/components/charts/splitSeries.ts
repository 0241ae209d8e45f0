/** The lines of a score over time, one for each value of a key. Pure. */

import type { ScoreResult } from '../../api/scores';
import { valueOf } from '../../lib/scoreGroups';
import { scoreSeries } from './scoreSeries';
import type { Series } from './timeOption';

export const MAX_LINES = 5; // more of them, with their intervals, can't be told apart

/** Without `split`, as scoreSeries. Else a line for each of its most frequent values, of labels the share of one `label`; the
 * other values are left out. */
export function splitSeries(
  result: ScoreResult,
  bucket: string,
  split: string | undefined,
  label?: string,
): Series[] {
  if (!split) return scoreSeries(result, bucket);
  const values = new Map<string, ScoreResult['groups']>();
  for (const group of result.groups.filter(({ other }) => !other)) {
    const value = valueOf(group, split) ?? '(none)';
    values.set(value, [...(values.get(value) ?? []), group]);
  }
  return [...values].map(([value, groups]) => ({
    ...scoreSeries({ ...result, groups }, bucket, label === undefined ? undefined : [label])[0]!,
    name: value,
  }));
}
