import { count } from '../lib/numbers';
import { type Interval, type MeanOptions, meanText } from '../lib/means';
import classes from './Mean.module.css';

interface MeanProps extends MeanOptions {
  value: number | null | undefined;
  interval?: (Interval & { reason?: string | null; caution?: string | null }) | null;
  n?: number | null; // shown where there is no interval: too few to say more
}

/** A mean with its interval in small: `0.832 ± 0.007`. In a column, pass the same `digits` to all (digitsOf). */
export function Mean({ value, interval, n, ...options }: MeanProps) {
  const text = meanText(value, interval, options);
  const hint = text.interval ?? (typeof n === 'number' && n < 30 ? `n ${count(n)}` : null);
  return (
    <span className={classes.mean} title={interval?.reason ?? interval?.caution ?? undefined}>
      {text.value}
      {hint && ' '}
      {hint && <span className={`${classes.interval} interval`}>{hint}</span>}
    </span>
  );
}
