import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { definitionsQuery, scoresQuery } from '../../api/scores';
import { type Target, targetScoresQuery } from '../../api/targetScores';
import { useScoreNames } from '../../hooks/useNames';
import { commonLabels } from '../../lib/scoreFormat';
import { listScores, type Score } from './listScores';

const MAX_LABELS = 30;

/** The scores that a target has and can have. The selected one offers the labels that others have. */
export function useTargetScores(target: Target, selectedName: string | undefined) {
  const query = useQuery(targetScoresQuery(target));
  const names = useScoreNames();
  const defined = useQuery(definitionsQuery);
  const known = names.data;
  const definitions = defined.data;
  const scores = useMemo(
    () => listScores(query.data ?? [], known ?? [], definitions ?? [], selectedName),
    [query.data, known, definitions, selectedName],
  );
  const { given, offered, others } = scores;
  const one = [...given, ...offered].find(({ name }) => name === selectedName);
  const labels = useLabels(one);
  const withLabels = (score: Score): Score =>
    score === one && labels ? { ...score, scale: { ...score.scale, labels } } : score;
  return {
    queries: [query, defined, names] as const,
    given: given.map(withLabels),
    offered: offered.map(withLabels),
    others,
  };
}

/** The labels of other requests, for a score whose definition lists none. */
function useLabels(score: Score | undefined): string[] | null {
  const isNeeded = score?.scale.kind === 'label' && !score.scale.isClosed;
  const { data } = useQuery({
    ...scoresQuery({ scores: isNeeded ? [score.name] : [] }),
    enabled: isNeeded,
  });
  if (!isNeeded) return null;
  const groups = (data ?? []).filter(({ type }) => type === 'label').flatMap(each => each.groups);
  return commonLabels(groups, MAX_LABELS).sort();
}
