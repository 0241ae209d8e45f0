/** What scores are given to, and what a page about scores counts once. */

import type { components } from '../api/schema';

export type ScoreUnit = components['schemas']['ScoresQueryAnswer']['unit'];
type Name = components['schemas']['ScoreNameShape'];

export const ratingsOf = (name: Name, unit: ScoreUnit) =>
  unit === 'session' ? name.session_ratings : name.request_ratings;

/** The names that the unit has scores of, with their numbers of ratings. */
export const namesOf = (names: readonly Name[], unit: ScoreUnit) =>
  names
    .map(name => ({ ...name, ratings: ratingsOf(name, unit) }))
    .filter(({ ratings }) => ratings > 0);

/** The units that these names have scores of; requests if there are none. */
export function unitsOf(names: readonly Name[]): ScoreUnit[] {
  const units = (['request', 'session'] as const).filter(unit => namesOf(names, unit).length);
  return units.length ? units : ['request'];
}

export const titleOfUnits = (unit: ScoreUnit) => (unit === 'session' ? 'Sessions' : 'Requests');
