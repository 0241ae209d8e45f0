import classes from './IntervalLine.module.css';
import { position } from './scale';

export interface PlacedMean {
  mean: number | null;
  low: number | null;
  high: number | null;
}

/** A mean as a dot and its 95 % interval as a line, on a scale from `low` to `high`; `reference` is a line across. */
export function IntervalLine({
  row,
  range: [low, high],
  reference,
}: {
  row: PlacedMean;
  range: [number, number];
  reference?: number;
}) {
  const x = (value: number) => `${100 * position(value, low, high)}%`;
  return (
    <svg className={classes.line} width="100%" height="18">
      {reference !== undefined && (
        <line className={classes.reference} x1={x(reference)} x2={x(reference)} y1="0" y2="18" />
      )}
      {row.low !== null && row.high !== null && (
        <line className={classes.interval} x1={x(row.low)} x2={x(row.high)} y1="9" y2="9" />
      )}
      {row.mean !== null && <circle className={classes.dot} cx={x(row.mean)} cy="9" r="4.5" />}
    </svg>
  );
}
