/** What is compared: scores, labels of scores, and metrics, in one form. */

import type { components } from '../../api/schema';
import type { AmountUnit } from '../../lib/differences';
import { METRICS } from '../../lib/metrics';

type Schemas = components['schemas'];
export type ComparedScore = Schemas['ComparedShape'];
export type ComparedMetric = Schemas['MetricShape'];
export type Direction = Schemas['Definition']['direction'];
type Interval = Schemas['IntervalShape'];

interface MeasureSide {
  mean: number | null;
  sd: number | null;
  n: number;
  interval: Interval;
  quantiles?: Quantile[]; // of times
}

export interface Quantile {
  name: string; // p95
  value: number;
  interval: Interval | undefined;
}

export interface Measure {
  key: string;
  title: string;
  score: ComparedScore | null; // null: a metric
  unit: AmountUnit;
  direction: Direction;
  first: MeasureSide;
  second: MeasureSide;
  difference: number | null; // second minus first; of the pairs if there are any
  relative: number | null; // by the first mean; of metrics
  interval: Interval;
  alwaysValid: Interval; // holds at every look
  p: number | null;
  adjustedP: number | null;
  test: string | null;
  n: number[]; // of both groups, or of the pairs
  isPaired: boolean;
  corrected: ComparedScore['judged']; // by the labels of people; null: there are none, or it is a metric
}

export const titleOf = ({ name, label }: Pick<ComparedScore, 'name' | 'label'>) =>
  label === null ? name : `${name}: ${label}`;

export const ENOUGH = 30; // requests or sessions per group, or pairs; with fewer, "no difference" means nothing

/** The comparison within the pairs, where there are enough of them, or where there is not enough of anything. */
function decidingPairs({ first, second, paired }: ComparedScore) {
  if (!paired?.pairs) return null;
  const isSmall = Math.min(first.n_units, second.n_units) < ENOUGH;
  return paired.pairs >= ENOUGH || isSmall ? paired : null;
}

export function ofScore(row: ComparedScore, direction: Direction): Measure {
  const paired = decidingPairs(row);
  const deciding = paired ?? row;
  return {
    key: `${row.name} ${row.type} ${row.label}`,
    title: titleOf(row),
    score: row,
    unit: row.type === 'number' ? 'number' : 'share',
    direction: row.label === null ? direction : null, // a label alone is neither good nor bad
    first: { ...row.first, n: row.first.n_units },
    second: { ...row.second, n: row.second.n_units },
    difference: deciding.difference,
    relative: null,
    interval: deciding.interval,
    alwaysValid: deciding.always_valid_interval,
    p: deciding.p_value,
    adjustedP: deciding.p_value_holm,
    test: deciding.test,
    n: paired ? [paired.pairs] : [row.first.n_units, row.second.n_units],
    isPaired: paired !== null,
    corrected: row.judged,
  };
}

export function ofMetric(metric: ComparedMetric): Measure {
  return {
    key: `metric ${metric.name}`,
    ...METRICS[metric.name],
    score: null,
    first: metricSide(metric.first, METRICS[metric.name].unit),
    second: metricSide(metric.second, METRICS[metric.name].unit),
    difference: metric.difference,
    relative: metric.relative_difference,
    interval: metric.interval,
    alwaysValid: metric.always_valid_interval,
    p: metric.p_value,
    adjustedP: metric.p_value_holm,
    test: metric.test,
    n: [metric.first.n_requests, metric.second.n_requests],
    isPaired: false,
    corrected: null,
  };
}

function metricSide(side: ComparedMetric['first'], unit: AmountUnit): MeasureSide {
  const quantiles = Object.entries((unit === 'ms' && side.quantiles) || {}).map(([at, value]) => ({
    name: `p${Math.round(100 * Number(at))}`,
    value,
    interval: side.quantile_intervals?.[at],
  }));
  return { ...side, n: side.n_requests, quantiles };
}

/** The difference and its interval in standard deviations of the measure, so that all measures can share one axis. */
export function standardised({ first, second, difference, interval }: Measure) {
  const variances = [first.sd, second.sd].filter(sd => sd !== null).map(sd => sd ** 2);
  const sd = Math.sqrt(variances.reduce((sum, each) => sum + each, 0) / variances.length);
  if (difference === null || !sd) return null;
  const { low, high } = interval;
  return {
    difference: difference / sd,
    low: low === null ? null : low / sd,
    high: high === null ? null : high / sd,
  };
}
