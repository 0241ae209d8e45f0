/** The list of all score names. */

import type { Definition } from '../../api/scores';
import type { components } from '../../api/schema';
import type { Order } from './search';

export interface ListedScore {
  name: string;
  ratings: number;
  last: string; // ISO 8601; '': never scored
}

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

const COMPARATORS: Record<Order, (a: ListedScore, b: ListedScore) => number> = {
  name: () => 0,
  ratings: (a, b) => b.ratings - a.ratings,
  recent: (a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0),
};
