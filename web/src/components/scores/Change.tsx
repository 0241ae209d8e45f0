import type { ComparedScore } from '../../api/scores';
import { formatDifference } from '../../lib/differences';
import classes from './Change.module.css';

const SIGNIFICANT = 0.05;

/** How a score has changed since the time before: "−0.032 [−0.045, −0.018]". Green and red only for what is clear, and for
 * scores whose definition says which way is better. */
export function Change({
  row,
  direction,
}: {
  row: Pick<ComparedScore, 'type' | 'difference' | 'interval' | 'p_value'> | undefined;
  direction: 'higher' | 'lower' | null | undefined;
}) {
  if (!row || row.difference === null) return null;
  const { difference, interval, p_value: p } = row;
  const isClear = p !== null && p < SIGNIFICANT;
  const isGood = direction && difference > 0 === (direction === 'higher');
  const tone = isClear && direction ? (isGood ? classes.good : classes.bad) : '';
  const text = formatDifference(row.type === 'number' ? 'number' : 'share', difference, interval);
  return (
    <span className={`${classes.change} ${tone}`} title={interval.reason ?? undefined}>
      {text}
    </span>
  );
}
