import { differenceHint, type JudgedComparison } from '../../lib/corrected';
import { type AmountUnit, formatDifference } from '../../lib/differences';
import classes from './CorrectedMean.module.css';

/** "corrected +8.1 [3.0, 13.4] points", the line below the difference of two means of a judge. Nothing where there are no
 * labels or too few. */
export function CorrectedDifference({
  judged,
  unit,
}: {
  judged: JudgedComparison | null | undefined;
  unit: AmountUnit;
}) {
  if (!judged || judged.difference === null) return null;
  return (
    <div className={classes.corrected} title={differenceHint(judged)}>
      corrected {formatDifference(unit, judged.difference, judged.interval)}
    </div>
  );
}
