/** What changed for certain since the time before, in words. Pure. */

import type { Definition } from '../../api/scores';
import { type AmountUnit, formatMove } from '../../lib/differences';
import { type MetricName, METRICS } from '../../lib/metrics';
import { type Tone, toneOf } from './changes';
import type { Changes, Compared, ComparedMetric } from './queries';

const SIGNIFICANT = 0.05; // for the p-value after Holm's correction over all scores and metrics

export interface Finding {
  name: string; // as the sentence begins
  text: string; // "fell by 0.12 [0.08, 0.16]"
  tone: Tone;
  p: number;
  of: { score: string; type: Compared['type']; label: string | null } | { metric: MetricName };
}

/** What got worse first, then what got better, then what only changed; of a score of labels only the clearest one. */
export function findings(
  { scores = [], metrics = [] }: Partial<Changes>,
  definitions: readonly Definition[],
): Finding[] {
  const found = [
    ...scores.flatMap(row => ofScore(row, definitions)),
    ...metrics.flatMap(row => ofMetric(row)),
  ].sort((a, b) => ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone) || a.p - b.p);
  const seen = new Set<string>();
  return found.filter(({ of }) => {
    const key = 'score' in of ? `score ${of.score}` : `metric ${of.metric}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Over how many p-values the correction was. */
export const testedCount = ({ scores = [], metrics = [] }: Partial<Changes>) =>
  [...scores, ...metrics].filter(row => row.p_value !== null).length;

const ORDER: Tone[] = ['worse', 'better', 'neutral'];

function ofScore(row: Compared, definitions: readonly Definition[]): Finding[] {
  const { name, label, type } = row;
  const direction = label === null ? definitions.find(each => each.name === name)?.direction : null;
  return moved(
    row,
    label === null ? name : `${name}: ${label}`,
    type === 'number' ? 'number' : 'share',
    direction,
    { score: name, type, label },
  );
}

function ofMetric(row: ComparedMetric): Finding[] {
  const { mean, unit, direction } = METRICS[row.name];
  return moved(row, mean[0]!.toUpperCase() + mean.slice(1), unit, direction, { metric: row.name });
}

function moved(
  row: Compared | ComparedMetric,
  name: string,
  unit: AmountUnit,
  direction: 'higher' | 'lower' | null | undefined,
  of: Finding['of'],
): Finding[] {
  const { difference, interval, p_value_holm: p } = row;
  if (difference === null || p === null || p >= SIGNIFICANT) return [];
  const text = formatMove(unit, difference, interval);
  return [{ name, text, tone: toneOf(interval, direction), p, of }];
}
