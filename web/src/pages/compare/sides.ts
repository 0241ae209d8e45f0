/** The two groups of a comparison: their names, filters and time ranges, derived from the URL. */

import {
  and,
  type Condition,
  describeCondition,
  type FilterTree,
  toFilterTree,
} from '../../lib/filter';
import { groupCondition } from '../../lib/groupCondition';
import { resolveRange } from '../../lib/range';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { periodNames } from '../../lib/periods';
import type { CompareSearch } from './search';

export interface Side {
  name: string;
  conditions: Condition[] | undefined;
  filter: FilterTree; // including the page's filter
  timeRange: { start: string; end: string };
}

interface PageFilter {
  f: Condition[] | undefined;
  timeRange: Side['timeRange'];
}

export function sides(search: CompareSearch, page: PageFilter, now: Date): [Side, Side] {
  const { a, b, ra, rb } = search;
  const names = sideNames(search, page, now);
  const [first, second] = names[0] === names[1] ? ['first', 'second'] : names;
  const side = (name: string, own: Condition[] | undefined, range: string | undefined): Side => ({
    name,
    conditions: own,
    filter: and(toFilterTree(page.f), toFilterTree(own)),
    timeRange: range ? toText(resolveRange(range, now)) : page.timeRange,
  });
  return [side(first!, a, ra), side(second!, b, rb)];
}

/** The groups in the time in which both ran, both ends included; without requests if they share none. */
export function inOverlap(
  [first, second]: [Side, Side],
  overlap: { start: string; end: string } | null,
): [Side, Side] {
  const start = new Date(overlap?.start ?? 0);
  const end = overlap ? new Date(new Date(overlap.end).getTime() + 1) : start;
  const timeRange = toText({ start, end });
  return [
    { ...first, timeRange },
    { ...second, timeRange },
  ];
}

const toText = ({ start, end }: { start: Date; end: Date }) => ({
  start: start.toISOString(),
  end: end.toISOString(),
});

/** "v2" if both groups are values of the same column or property, "last 7 days" if they are times; otherwise the
 * conditions in words. */
function sideNames({ a, b, ra, rb }: CompareSearch, page: PageFilter, now: Date): string[] {
  if (!ra && !rb) {
    const words = (own: Condition[] | undefined) =>
      own?.map(describeCondition).join(' and ') || 'all requests';
    return sameKey(a, b) ? [a![0]!.value, b![0]!.value] : [words(a), words(b)];
  }
  const boundsOf = (range: string | undefined) =>
    range
      ? resolveRange(range, now)
      : { start: new Date(page.timeRange.start), end: new Date(page.timeRange.end) };
  const times = periodNames(boundsOf(ra), boundsOf(rb), now);
  return [a, b].map((own, index) =>
    [own?.map(describeCondition).join(' and '), times[index]].filter(Boolean).join(', '),
  );
}

/** Whether both groups are defined by a single value of the same column or property. */
export function sameKey(a: Condition[] | undefined, b: Condition[] | undefined): boolean {
  const [one, other] = [a?.[0], b?.[0]];
  if (a?.length !== 1 || b?.length !== 1 || !one || !other) return false;
  return one.op === 'is' && other.op === 'is' && keyOf(one) === keyOf(other);
}

/** The column or property of a condition, as the API groups by it: "model", "prompt", "property.Arm". */
export const keyOf = ({ field, name }: Condition) =>
  field === 'property' ? `property.${name}` : field === 'prompt_id' ? 'prompt' : field;

/** The requests with one value of a key: a model, a prompt or the value of a property. */
export const equalsCondition = (key: string, value: string): Condition =>
  groupCondition(key, value, '') ?? { field: 'model', op: 'is', value };

/** Options for all properties, including the one in the URL, which may be spelled differently there. */
export function propertyOptions(names: readonly string[], current: string) {
  const prefix = 'property.';
  const known = names.map(name => prefix + name);
  const all = current.startsWith(prefix) && !known.includes(current) ? [current, ...known] : known;
  return all.map(value => ({ value, label: value.slice(prefix.length) }));
}

export const MESSAGE_PAIRINGS = [
  { value: 'last_user_message', label: 'same last user message' },
  { value: 'conversation', label: 'same messages except system' },
  { value: 'input_hash', label: 'identical messages' },
];

/** The pairing of the URL, if the unit has it: a session has no message of its own. */
export const pairOf = (pair: string | undefined, unit: ScoreUnit) =>
  unit === 'session' && MESSAGE_PAIRINGS.some(({ value }) => value === pair) ? undefined : pair;
