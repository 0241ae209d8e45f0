import type { ScoreResult, ScoreGroup } from '../../api/scores';
import { commonLabels } from '../../lib/scoreFormat';
import type { Series } from './timeOption';

/** The result for a score by hour, day or week as series: its mean, or the shares of its most frequent labels. */
export function scoreSeries({ type, name, groups }: ScoreResult, bucket: string): Series[] {
  const at = (group: ScoreGroup) => Date.parse(group.group[bucket] ?? '');
  const inOrder = groups
    .filter(group => !group.other && group.n_units)
    .sort((a, b) => at(a) - at(b));
  if (type !== 'label') {
    const points = inOrder.map(group => ({
      at: at(group),
      value: group.mean,
      low: group.interval?.low,
      high: group.interval?.high,
      n: group.n_units,
    }));
    return [{ name, points }];
  }
  return commonLabels(inOrder).map(label => ({
    name: label,
    points: inOrder.map(group => {
      const found = group.labels?.find(each => each.label === label);
      const { low, high } = found?.interval ?? {};
      return { at: at(group), value: found?.share ?? 0, low, high, n: group.n_units };
    }),
  }));
}
