import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { namesOf, unitsOf } from '../lib/scoreUnit';
import { useScoreNames } from './useNames';

/** Whose scores the page shows, the units to choose from, and the names that the unit has scores of. `only`: of this
 * name. What has scores of one unit only needs no choice. */
export function useScoreUnit(only?: string) {
  const wanted = useSearch({ strict: false }).unit;
  const query = useScoreNames();
  return useMemo(() => {
    const known = (query.data ?? []).filter(({ name }) => only === undefined || name === only);
    const units = unitsOf(known);
    const hasWanted = !query.data || only === undefined || units.includes('session');
    const unit = wanted && hasWanted ? wanted : units[0]!;
    return { unit, units, query, names: namesOf(known, unit) };
  }, [query, only, wanted]);
}
