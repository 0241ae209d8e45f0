import { Button } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { useCanScore } from '../../hooks/useCanScore';
import type { ScoreUnit } from '../../lib/scoreUnit';

/** Leads to a new experiment with the groups, filter and scores of the comparison. Two times make none. `scores`: all
 * that are compared, of which the experiment gets those that were chosen, else the most frequent. */
export function ExperimentLink({ scores, unit }: { scores: string[]; unit: ScoreUnit }) {
  const { a, b, ra, rb, f, scores: chosen, score } = useSearch({ from: '/compare' });
  const canScore = useCanScore();
  if (!canScore || !a || !b || ra || rb) return null;
  const judged = [...(score ? [score] : []), ...(chosen ?? (score ? [] : scores.slice(0, 1)))];
  return (
    <Button
      variant="default"
      size="xs"
      renderRoot={props => (
        <Link
          to="/experiments"
          search={{
            create: true,
            a,
            b,
            f,
            scores: [...new Set(judged)],
            unit: unit === 'session' ? unit : undefined,
          }}
          {...props}
        />
      )}
    >
      New experiment of these
    </Button>
  );
}
