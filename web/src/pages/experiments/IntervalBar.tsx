import { position } from '../../components/charts/scale';
import classes from './Experiments.module.css';
import type { Measure } from './words';

const ROOM = 1.6; // smallest differences of interest to either side of 0, at least

/** A difference and its interval around zero; to the right is better. The field in the middle is what does not matter. */
export function IntervalBar({ measure: { verdict, direction, smallest } }: { measure: Measure }) {
  const { difference, always_valid_interval: interval, state } = verdict;
  if (difference === null) return null;
  const { low = null, high = null } = interval ?? {};
  const extent = Math.max(ROOM * smallest, ...[difference, low ?? 0, high ?? 0].map(Math.abs));
  const sign = direction === 'lower' ? -1 : 1;
  const x = (value: number) => `${3 + 94 * position(sign * value, -extent, extent)}%`;
  const width = `${(94 * smallest) / extent}%`;
  const tone = state === 'better' || state === 'worse' ? classes[state] : '';
  return (
    <svg className={`${classes.bar} ${tone}`} width="100%" height="20" aria-hidden="true">
      <rect
        className={classes.smallest}
        x={x(-sign * smallest)}
        width={width}
        y="2"
        height="16"
        rx="3"
      />
      <line className={classes.zero} x1="50%" x2="50%" y1="0" y2="20" />
      {low !== null && high !== null && (
        <line className={classes.interval} x1={x(low)} x2={x(high)} y1="10" y2="10" />
      )}
      <circle className={classes.dot} cx={x(difference)} cy="10" r="4" />
    </svg>
  );
}
