import { Text } from '@mantine/core';
import { count, UNKNOWN } from '../../lib/numbers';
import { inWords } from '../../lib/scoreFormat';
import type { ScoreOfGroup } from './groupQueries';

/** The mean of a score with its interval and how many requests it is of; of labels the most frequent. */
export function ScoreMean({ score }: { score: ScoreOfGroup | undefined }) {
  if (!score || !score.n_requests) return <>{UNKNOWN}</>;
  return (
    <span title={score.interval?.reason ?? undefined}>
      {scoreInWords(score)}{' '}
      <Text span size="xs" c="dimmed">
        n {count(score.n_requests)}
      </Text>
    </span>
  );
}

export function scoreInWords(score: ScoreOfGroup): string {
  const most = score.labels?.toSorted((a, b) => b.share - a.share)[0];
  if (most) return `${most.label} ${inWords('label', most.share, most.interval)}`;
  return inWords(
    score.share_true === null ? 'number' : 'boolean',
    score.mean,
    score.interval ?? null,
  );
}
