import { count, UNKNOWN } from '../../lib/numbers';
import { formatWithInterval } from '../../lib/scoreFormat';
import { Mean } from '../Mean';
import type { GroupScore } from './groupQueries';

/** The mean of a score with its interval; for labels, the share of the most frequent one. Its number of requests is there
 * where there is no interval, and when pointed at. */
export function ScoreMean({ score, digits }: { score: GroupScore | undefined; digits?: number }) {
  if (!score || !score.n_units) return <>{UNKNOWN}</>;
  const top = topLabel(score);
  const { interval, n_units: n } = score;
  const note = interval?.reason ?? interval?.caution;
  return (
    <span title={`n ${count(n)}${note ? `: ${note}` : ''}`}>
      {top && `${top.label} `}
      <Mean
        value={top ? top.share : score.mean}
        interval={top ? top.interval : interval}
        isShare={score.share_true !== null || top !== undefined}
        digits={digits}
        n={n}
      />
    </span>
  );
}

export const topLabel = ({ labels }: Pick<GroupScore, 'labels'>) =>
  labels?.toSorted((a, b) => b.share - a.share)[0];

export function formatScore(score: GroupScore): string {
  const top = topLabel(score);
  if (top) return `${top.label} ${formatWithInterval('label', top.share, top.interval)}`;
  return formatWithInterval(
    score.share_true === null ? 'number' : 'boolean',
    score.mean,
    score.interval ?? null,
  );
}
