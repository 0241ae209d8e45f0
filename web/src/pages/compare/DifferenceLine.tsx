import { position } from '../../components/charts/scale';
import classes from './DifferenceLine.module.css';

interface Ends {
  difference: number | null;
  low: number | null;
  high: number | null;
}

/** A difference and its interval around zero, on a scale of its own. */
export function DifferenceLine({ difference, low, high }: Ends) {
  if (difference === null) return null;
  const max = Math.max(Math.abs(difference), Math.abs(low ?? 0), Math.abs(high ?? 0)) || 1;
  const x = (value: number) => `${4 + 92 * position(value, -max, max)}%`;
  return (
    <svg className={classes.line} width="100%" height="18">
      <line className={classes.zero} x1="50%" x2="50%" y1="0" y2="18" />
      {low !== null && high !== null && (
        <line className={classes.interval} x1={x(low)} x2={x(high)} y1="9" y2="9" />
      )}
      <circle className={classes.dot} cx={x(difference)} cy="9" r="4.5" />
    </svg>
  );
}
