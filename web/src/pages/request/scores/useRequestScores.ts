import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { requestScoresQuery } from '../../../api/requests';
import { definitionsQuery, scoresQuery } from '../../../api/scores';
import { useScoreNames } from '../../../hooks/useNames';
import { commonLabels } from '../../../lib/scoreFormat';
import { type Score, listScores } from './requestScores';

const MAX_LABELS = 30;

/** The scores that a request has and can have. The selected one suggests the labels that other requests have. */
export function useRequestScores(requestId: string, selected: string | undefined) {
  const query = useQuery(requestScoresQuery(requestId));
  const known = useScoreNames();
  const definitions = useQuery(definitionsQuery);
  const scores = useMemo(
    () => listScores(query.data ?? [], known.data ?? [], definitions.data ?? [], selected),
    [query.data, known.data, definitions.data, selected],
  );
  const one = scores.find(({ name }) => name === selected);
  const labels = useLabels(one);
  return {
    query,
    scores: scores.map(score => (score === one && labels ? { ...score, labels } : score)),
  };
}

/** The labels of other requests, for a score whose definition lists none. */
function useLabels(score: Score | undefined): string[] | null {
  const isNeeded = score?.kind === 'label' && !score.labels.length;
  const { data } = useQuery({
    ...scoresQuery({ scores: isNeeded ? [score.name] : [] }),
    enabled: isNeeded,
  });
  if (!isNeeded) return null;
  const groups = (data ?? []).filter(({ type }) => type === 'label').flatMap(each => each.groups);
  return commonLabels(groups, MAX_LABELS).sort();
}
