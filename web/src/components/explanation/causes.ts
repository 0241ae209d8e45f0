/** What an explanation says, in words. Pure. */

import { type AmountUnit, formatDifference, formatMove } from '../../lib/differences';
import type { Explained, ExplainedValue } from '../../api/explanations';

const SIGNIFICANT = 0.05; // for p-values after Holm's correction

export const isClear = ({ excess: { p_value_holm: p } }: ExplainedValue) =>
  p !== null && p < SIGNIFICANT;

/** "Retriever = bm25", "model = gpt-4o", "Language: none" */
export function nameOf({ key, value, other }: ExplainedValue): string {
  const name = key.replace('property.', '');
  if (other) return `${name}: all others`;
  return value === null ? `${name}: none` : `${name} = ${value}`;
}

/** Whether more of the contribution comes from the value's own mean, or from how frequent it is. */
export const kindOf = ({ mix, rate }: ExplainedValue) =>
  Math.abs(rate.amount) >= Math.abs(mix.amount) ? 'rate' : 'mix';

/** What carries the change beyond its share, for certain: of each key the first value. */
export function causes({ difference, values }: Explained): ExplainedValue[] {
  const direction = (difference ?? 0) < 0 ? -1 : 1;
  const seen = new Set<string>();
  return values.filter(each => {
    const isCause = isClear(each) && direction * each.excess.amount > 0 && !seen.has(each.key);
    if (isCause) seen.add(each.key);
    return isCause;
  });
}

/** "groundedness fell by 0.08 [0.05, 0.11]. Most of it is in Retriever = bm25 and Language = de." */
export function sentence(name: string, explained: Explained, unit: AmountUnit): string {
  const { difference, interval, p_value: p } = explained;
  if (difference === null)
    return `There is nothing before to compare ${name} with: choose a shorter range.`;
  const isCertain = p !== null && p < SIGNIFICANT;
  const change = isCertain
    ? `${name} ${formatMove(unit, difference, interval)}.`
    : `No clear change of ${name}: ${formatDifference(unit, difference, interval)}.`;
  const found = causes(explained).map(nameOf);
  if (!found.length) return `${change} No value carries more of it than its share for certain.`;
  const list = found.slice(0, 3);
  const words =
    list.length === 1 ? list[0]! : `${list.slice(0, -1).join(', ')} and ${list.at(-1)!}`;
  return `${change} ${isCertain ? 'Most of it is in' : 'But something moved in'} ${words}.`;
}
