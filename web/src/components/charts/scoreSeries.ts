import type { ScoreResult, ScoreGroup } from '../../api/scores';
import { commonLabels } from '../../lib/scoreFormat';
import type { Series } from './timeOption';

const DRAWN_FROM = 4; // the interval of fewer numbers is so wide that nothing else could be seen beside it

/** The result for a score by hour, day or week as series: its mean, or the shares of the labels; without
 * `labels`, of the most frequent ones. */
export function scoreSeries(
  { type, name, groups }: ScoreResult,
  bucket: string,
  labels?: string[],
): Series[] {
  const at = (group: ScoreGroup) => Date.parse(group.group[bucket] ?? '');
  const inOrder = groups
    .filter(group => !group.other && group.n_units)
    .sort((a, b) => at(a) - at(b));
  if (type !== 'label') {
    const points = inOrder.map(group => {
      const interval = type === 'number' && group.n_units < DRAWN_FROM ? null : group.interval;
      return {
        at: at(group),
        value: group.mean,
        low: interval?.low,
        high: interval?.high,
        n: group.n_units,
      };
    });
    return [{ name, points }];
  }
  return (labels ?? commonLabels(inOrder)).map(label => ({
    name: label,
    points: inOrder.map(group => {
      const found = group.labels?.find(each => each.label === label);
      const { low, high } = found?.interval ?? {};
      return { at: at(group), value: found?.share ?? 0, low, high, n: group.n_units };
    }),
  }));
}
