import { correctionHint, type Judged, limitsOf } from '../../lib/corrected';
import { Mean } from '../Mean';
import classes from './CorrectedMean.module.css';

/** "corrected 81% [77%, 85%]", the line below the mean of a judge that people labelled. null: its place, while it loads.
 * Nothing where there are no labels or too few. */
export function CorrectedMean({
  judged,
  isShare,
}: {
  judged: Judged | null | undefined;
  isShare: boolean;
}) {
  if (judged === null) return <span className={classes.corrected}>&nbsp;</span>;
  if (judged === undefined || judged.corrected.mean === null) return null;
  const { mean, interval } = judged.corrected;
  return (
    <span className={classes.corrected} title={correctionHint(judged, isShare)}>
      corrected <Mean value={mean} interval={limitsOf(interval)} isShare={isShare} />
    </span>
  );
}
