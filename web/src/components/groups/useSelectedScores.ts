import { useMemo } from 'react';
import { MAX_SCORE_NAMES } from '../../api/scores';
import { useScoreNames } from '../../hooks/useNames';
import { namesOf } from '../../lib/scoreUnit';
import type { ScoreName } from './groupQueries';

const DEFAULT_COUNT = 3;

/** The scores of requests to show: the selected ones or, by default, the most frequent. A name may be used for several types. */
export function useSelectedScores(selected: string[] | undefined): {
  all: string[];
  names: string[];
  shown: ScoreName[];
  isPending: boolean;
} {
  const { data: known, isPending } = useScoreNames();
  return useMemo(() => {
    const frequent = namesOf(known ?? [], 'request').sort((a, b) => b.ratings - a.ratings);
    const all = [...new Set(frequent.map(({ name }) => name))];
    const names = (selected ?? all.slice(0, DEFAULT_COUNT))
      .filter(name => all.includes(name))
      .slice(0, MAX_SCORE_NAMES);
    const shown = names.flatMap(name => frequent.filter(each => each.name === name));
    return { all, names, shown, isPending };
  }, [known, selected, isPending]);
}
