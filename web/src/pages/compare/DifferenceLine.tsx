import { position } from '../../components/charts/scale';
import classes from './DifferenceLine.module.css';
import { standardised } from './measures';
import { isClear, type JudgedMeasure } from './verdict';

const LEAST_EXTENT = 0.2; // standard deviations: Cohen's small difference fills the axis at most

/** The end of the axis that all measures share, in standard deviations. The intervals of what is not clear, and numbers of
 * tokens, may reach beyond it: they would make all others small. */
export function extentOf(judged: readonly JudgedMeasure[]): number {
  const ends = judged.flatMap(each => {
    const of = standardised(each.measure);
    if (!of || (!each.measure.score && !each.measure.direction)) return [];
    const shown = isClear(each) ? [of.difference, of.low ?? 0, of.high ?? 0] : [of.difference];
    return shown.map(Math.abs);
  });
  return Math.max(LEAST_EXTENT, ...ends);
}

/** A difference and its interval around zero. To the right is better; without a direction, higher. */
export function DifferenceLine({ judged, extent }: { judged: JudgedMeasure; extent: number }) {
  const of = standardised(judged.measure);
  if (!of) return null;
  const sign = judged.measure.direction === 'lower' ? -1 : 1;
  const inside = (value: number) => Math.min(extent, Math.max(-extent, sign * value));
  const x = (value: number) => `${3 + 94 * position(inside(value), -extent, extent)}%`;
  const tone = !isClear(judged)
    ? ''
    : judged.kind === 'better' || judged.kind === 'worse'
      ? classes[judged.kind]
      : classes.neutral;
  return (
    <svg className={`${classes.line} ${tone}`} width="100%" height="20">
      <line className={classes.zero} x1="50%" x2="50%" y1="0" y2="20" />
      {of.low !== null && of.high !== null && (
        <line className={classes.interval} x1={x(of.low)} x2={x(of.high)} y1="10" y2="10" />
      )}
      <circle className={classes.dot} cx={x(of.difference)} cy="10" r="4" />
    </svg>
  );
}
