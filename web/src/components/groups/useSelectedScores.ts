import { useMemo } from 'react';
import { useScoreNames } from '../../hooks/useNames';
import type { ScoreName } from './groupQueries';

const DEFAULT_COUNT = 3;
const MAX_COUNT = 20; // names that a question on scores takes

/** The scores that are shown: those chosen, else the most frequent. One name may be used for several types. */
export function useSelectedScores(selected: string[] | undefined): {
  all: string[];
  names: string[];
  shown: ScoreName[];
} {
  const known = useScoreNames().data;
  return useMemo(() => {
    const frequent = [...(known ?? [])].sort((a, b) => b.ratings - a.ratings);
    const all = [...new Set(frequent.map(({ name }) => name))];
    const names = (selected ?? all.slice(0, DEFAULT_COUNT))
      .filter(name => all.includes(name))
      .slice(0, MAX_COUNT);
    const shown = names.flatMap(name => frequent.filter(each => each.name === name));
    return { all, names, shown };
  }, [known, selected]);
}
