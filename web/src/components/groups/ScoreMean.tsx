import { Text } from '@mantine/core';
import { count, UNKNOWN } from '../../lib/numbers';
import { formatWithInterval } from '../../lib/scoreFormat';
import type { GroupScore } from './groupQueries';

/** The mean of a score with its interval and its number of requests; for labels, the share of the most frequent one. */
export function ScoreMean({ score }: { score: GroupScore | undefined }) {
  if (!score || !score.n_units) return <>{UNKNOWN}</>;
  return (
    <span title={score.interval?.reason ?? score.interval?.caution ?? undefined}>
      {formatScore(score)}{' '}
      <Text span size="xs" c="dimmed">
        n {count(score.n_units)}
      </Text>
    </span>
  );
}

export function formatScore(score: GroupScore): string {
  const top = score.labels?.toSorted((a, b) => b.share - a.share)[0];
  if (top) return `${top.label} ${formatWithInterval('label', top.share, top.interval)}`;
  return formatWithInterval(
    score.share_true === null ? 'number' : 'boolean',
    score.mean,
    score.interval ?? null,
  );
}
