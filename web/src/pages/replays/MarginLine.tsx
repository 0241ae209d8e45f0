import { position } from '../../components/charts/scale';
import type { RunDetail } from './queries';
import classes from './replays.module.css';

/** The difference and its interval, beside zero and the loss that is acceptable. To the right is better. */
export function MarginLine({ detail: { run, verdict } }: { detail: RunDetail }) {
  const { low, high } = verdict.interval;
  const { margin, direction } = run.definition;
  if (verdict.difference === null || low === null || high === null) return null;
  const sign = direction === 'lower' ? -1 : 1;
  const extent = 1.15 * Math.max(margin, Math.abs(low), Math.abs(high));
  const x = (value: number) => `${2 + 96 * position(sign * value, -extent, extent)}%`;
  const limit = x(-sign * margin);
  return (
    <figure className={classes.figure}>
      <svg className={classes.line} data-verdict={verdict.state} width="100%" height="44">
        <rect className={classes.loss} x="0" y="8" width={limit} height="28" />
        <line className={classes.zero} x1="50%" x2="50%" y1="4" y2="40" />
        <line className={classes.margin} x1={limit} x2={limit} y1="4" y2="40" />
        <line className={classes.interval} x1={x(low)} x2={x(high)} y1="22" y2="22" />
        <circle className={classes.dot} cx={x(verdict.difference)} cy="22" r="5" />
      </svg>
      <figcaption className={classes.quiet}>
        The line is the 95 % interval of the difference; to the right is better. Dashed: no
        difference. The shaded part begins at the margin: a loss of more than {margin}.
      </figcaption>
    </figure>
  );
}
