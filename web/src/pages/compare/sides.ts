/** The two groups: what the URL says of them, what they are called, what is asked. */

import {
  and,
  type Condition,
  describeCondition,
  type FilterTree,
  toFilterTree,
} from '../../lib/filter';
import { resolveRange } from '../../lib/range';
import { localTime } from '../../lib/times';
import type { CompareSearch } from './search';

export interface Side {
  name: string;
  conditions: Condition[] | undefined;
  filter: FilterTree; // with the page's own
  timeRange: { start: string; end: string };
}

interface PageFilter {
  f: Condition[] | undefined;
  timeRange: Side['timeRange'];
}

export function sides(search: CompareSearch, page: PageFilter, now: Date): [Side, Side] {
  const { a, b, ra, rb } = search;
  const time = Boolean(ra || rb);
  const names = [
    sideName(a, b, time ? (ra ?? '') : undefined),
    sideName(b, a, time ? (rb ?? '') : undefined),
  ];
  const [first, second] = names[0] === names[1] ? ['first', 'second'] : names;
  const side = (name: string, own: Condition[] | undefined, range: string | undefined): Side => ({
    name,
    conditions: own,
    filter: and(toFilterTree(page.f), toFilterTree(own)),
    timeRange: range ? texts(resolveRange(range, now)) : page.timeRange,
  });
  return [side(first!, a, ra), side(second!, b, rb)];
}

const texts = ({ start, end }: { start: Date; end: Date }) => ({
  start: start.toISOString(),
  end: end.toISOString(),
});

/** "v2" where both groups are values of the same thing; else the conditions in words. */
function sideName(
  own: Condition[] | undefined,
  other: Condition[] | undefined,
  range: string | undefined,
): string {
  const same = sameKey(own, other);
  if (same && range === undefined) return own![0]!.value;
  const words = own?.map(describeCondition).join(' and ') ?? '';
  if (range === undefined) return words || 'all';
  const from = range ? `from ${localTime(resolveRange(range, new Date()).start)}` : 'this time';
  return [words, from].filter(Boolean).join(', ');
}

/** Whether each group is one value of the same thing. */
export function sameKey(a: Condition[] | undefined, b: Condition[] | undefined): boolean {
  const [one, other] = [a?.[0], b?.[0]];
  if (a?.length !== 1 || b?.length !== 1 || !one || !other) return false;
  return one.op === 'is' && other.op === 'is' && keyOf(one) === keyOf(other);
}

/** What a condition is about, as the API groups by it: "model", "property.Arm". */
export const keyOf = ({ field, name }: Condition) =>
  field === 'property' ? `property.${name}` : field;

export function equalsCondition(key: string, value: string): Condition {
  const prefix = 'property.';
  return key.startsWith(prefix)
    ? { field: 'property', name: key.slice(prefix.length), op: 'is', value }
    : { field: 'model', op: 'is', value };
}

/** The time just before a range, as long as it. */
export function previousRange({ start, end }: { start: Date; end: Date }): {
  start: Date;
  end: Date;
} {
  return { start: new Date(2 * start.getTime() - end.getTime()), end: start };
}

/** The keys of properties to choose from, the one in the URL too, however it is written there. */
export function propertyOptions(names: readonly string[], now: string) {
  const prefix = 'property.';
  const known = names.map(name => prefix + name);
  const all = now.startsWith(prefix) && !known.includes(now) ? [now, ...known] : known;
  return all.map(value => ({ value, label: value.slice(prefix.length) }));
}
