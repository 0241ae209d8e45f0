/** The list of all score names. */

import type { Definition } from '../../api/scores';
import type { components } from '../../api/schema';
import type { ScoreUnit } from '../../lib/scoreUnit';
import type { Order } from './search';

export interface ListedScore {
  name: string;
  ratings: number;
  last: string; // ISO 8601; '': never scored
}

type Given = Pick<
  components['schemas']['ScoreNameShape'],
  'name' | 'request_ratings' | 'session_ratings'
>;
type Name = Pick<components['schemas']['ScoreNameShape'], 'name' | 'ratings' | 'last_recorded_at'>;

/** Lists each name once, including names that only have a definition. */
export function listScores(
  names: readonly Name[],
  definitions: readonly Definition[],
  contains = '',
  order: Order = 'name',
): ListedScore[] {
  const scores = new Map<string, ListedScore>();
  const add = (name: string, ratings: number, last: string) => {
    const before = scores.get(name) ?? { name, ratings: 0, last: '' };
    scores.set(name, {
      name,
      ratings: before.ratings + ratings,
      last: last > before.last ? last : before.last,
    });
  };
  for (const { name, ratings, last_recorded_at: last } of names) add(name, ratings, last);
  for (const { name } of definitions) add(name, 0, '');
  const text = contains.toLocaleLowerCase();
  return [...scores.values()]
    .filter(({ name }) => name.toLocaleLowerCase().includes(text))
    .sort((a, b) => COMPARATORS[order](a, b) || a.name.localeCompare(b.name));
}

/** The definitions that concern a unit: not those of names that only the other unit has scores of. */
export function definedFor(
  unit: ScoreUnit,
  names: readonly Given[],
  definitions: readonly Definition[],
): Definition[] {
  return definitions.filter(definition => {
    const given = names.filter(({ name }) => name === definition.name);
    return !given.length || given.some(each => each[`${unit}_ratings`] > 0);
  });
}

const COMPARATORS: Record<Order, (a: ListedScore, b: ListedScore) => number> = {
  name: () => 0,
  ratings: (a, b) => b.ratings - a.ratings,
  recent: (a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0),
};
