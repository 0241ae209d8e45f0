import { useQuery } from '@tanstack/react-query';
import {
  MAX_SCORE_NAMES,
  type ScoreGroup,
  type ScoresBody,
  type ScoreType,
  scoresQuery,
} from '../api/scores';
import { type Judged, labelledOf } from '../lib/corrected';
import { useScoreNames } from './useNames';

/** What judges said of a score, and that corrected. undefined: it has no labels. null: not known yet. */
export type Corrections = (name: string, type: ScoreType | null) => Judged | null | undefined;

/** Of all units of the scope together. Only names that judges and people scored are asked for. */
export function useCorrected(
  names: readonly string[],
  scope: Pick<ScoresBody, 'unit' | 'filter' | 'time_range' | 'cluster_by'>,
): Corrections {
  const { isLabelled, results } = useCorrectedResults(names, scope);
  return (name, type) => {
    if (!isLabelled(name, type)) return undefined;
    if (!results) return null;
    const found = results.find(each => each.name === name && each.type === type);
    return found?.groups[0]?.judged ?? undefined;
  };
}

/** Of each group of one score. */
export function useCorrectedGroups(
  name: string,
  type: ScoreType,
  body: Omit<ScoresBody, 'scores'>,
): (group: ScoreGroup) => Judged | null | undefined {
  const { isLabelled, results } = useCorrectedResults([name], body);
  return ({ group }) => {
    if (!isLabelled(name, type)) return undefined;
    if (!results) return null;
    const groups = results.find(each => each.type === type)?.groups ?? [];
    const key = JSON.stringify(group);
    return groups.find(each => JSON.stringify(each.group) === key)?.judged ?? undefined;
  };
}

function useCorrectedResults(names: readonly string[], body: Omit<ScoresBody, 'scores'>) {
  const known = useScoreNames().data ?? [];
  const scores = labelledOf(names, known).slice(0, MAX_SCORE_NAMES);
  const { data: results, isError } = useQuery(scoresQuery({ ...body, scores, corrected_by: {} }));
  const isLabelled = (name: string, type: ScoreType | null) =>
    !isError && known.some(each => each.labelled && each.name === name && each.type === type);
  return { isLabelled, results };
}
