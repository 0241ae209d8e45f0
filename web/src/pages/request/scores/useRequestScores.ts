import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { requestScoresQuery as records } from '../../../api/requests';
import { definitionsQuery, scoresQuery } from '../../../api/scores';
import { useScoreNames } from '../../../hooks/useNames';
import { commonLabels } from '../../../lib/scoreFormat';
import { type Score, listScores } from './requestScores';

const MOST_LABELS = 30;

/** The scores a request has and can have. Those of the chosen name come with the labels it had elsewhere. */
export function useRequestScores(requestId: string, chosen: string | undefined) {
  const given = useQuery(records(requestId));
  const known = useScoreNames();
  const definitions = useQuery(definitionsQuery);
  const scores = useMemo(
    () => listScores(given.data ?? [], known.data ?? [], definitions.data ?? [], chosen),
    [given.data, known.data, definitions.data, chosen],
  );
  const one = scores.find(({ name }) => name === chosen);
  const labels = useLabels(one);
  return {
    given,
    scores: scores.map(score => (score === one && labels ? { ...score, labels } : score)),
  };
}

/** Of a score whose definition has none. */
function useLabels(score: Score | undefined): string[] | null {
  const asks = score?.kind === 'label' && !score.labels.length;
  const { data } = useQuery({
    ...scoresQuery({ scores: asks ? [score.name] : [] }),
    enabled: asks,
  });
  if (!asks) return null;
  const groups = (data ?? []).filter(({ type }) => type === 'label').flatMap(each => each.groups);
  return commonLabels(groups, MOST_LABELS).sort();
}
