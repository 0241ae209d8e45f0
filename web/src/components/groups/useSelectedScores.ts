import { useMemo } from 'react';
import { useScoreNames } from '../../hooks/useNames';
import type { ScoreName } from './groupQueries';

const USUAL = 3;
const MOST = 20; // names that a question on scores takes

/** The scores that are shown: those chosen, else the most frequent. One name may be used for several types. */
export function useChosenScores(chosen: string[] | undefined): {
  all: string[];
  names: string[];
  shown: ScoreName[];
} {
  const known = useScoreNames().data;
  return useMemo(() => {
    const frequent = [...(known ?? [])].sort((a, b) => b.ratings - a.ratings);
    const all = [...new Set(frequent.map(({ name }) => name))];
    const names = (chosen ?? all.slice(0, USUAL)).filter(name => all.includes(name)).slice(0, MOST);
    const shown = names.flatMap(name => frequent.filter(each => each.name === name));
    return { all, names, shown };
  }, [known, chosen]);
}
