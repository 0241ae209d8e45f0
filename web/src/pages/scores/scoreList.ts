/** Which names there are, in what order, page by page. */

import type { Definition } from '../../api/scores';
import type { components } from '../../api/schema';
import type { Order } from './search';

export interface ListedScore {
  name: string;
  ratings: number;
  last: string; // ISO 8601; '': never
}

type Name = components['schemas']['ScoreNameShape'];

/** Each name once, those that are only defined too. */
export function listScores(
  names: readonly Name[],
  definitions: readonly Definition[],
  part = '',
  order: Order = 'name',
): ListedScore[] {
  const found = new Map<string, ListedScore>();
  const add = (name: string, ratings: number, last: string) => {
    const before = found.get(name) ?? { name, ratings: 0, last: '' };
    found.set(name, {
      name,
      ratings: before.ratings + ratings,
      last: last > before.last ? last : before.last,
    });
  };
  for (const { name, ratings, last_recorded_at: last } of names) add(name, ratings, last);
  for (const { name } of definitions) add(name, 0, '');
  const wanted = part.toLocaleLowerCase();
  return [...found.values()]
    .filter(({ name }) => name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => COMPARATORS[order](a, b) || a.name.localeCompare(b.name));
}

const COMPARATORS: Record<Order, (a: ListedScore, b: ListedScore) => number> = {
  name: () => 0,
  ratings: (a, b) => b.ratings - a.ratings,
  recent: (a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0),
};
