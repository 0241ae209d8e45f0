import classes from './Sparkline.module.css';
import { extent, position } from './scale';
import type { Point } from './timeOption';

const WIDTH = 120;
const HEIGHT = 32;

/** A word-sized line with its interval. */
export function Sparkline({ label, points }: { label: string; points: Point[] }) {
  const known = points.filter(({ value }) => value !== null);
  const range = extent(known.flatMap(({ value, low, high }) => [value, low, high]));
  const first = known[0]?.at ?? 0;
  const last = known.at(-1)?.at ?? 0;
  const at = (point: Point, value: number) => {
    const y = HEIGHT * (1 - position(value, ...(range ?? [0, 1])));
    return `${(WIDTH * position(point.at, first, last)).toFixed(1)},${y.toFixed(1)}`;
  };
  const withInterval = known.filter(
    ({ low, high }) => typeof low === 'number' && typeof high === 'number',
  );
  const single = known.length === 1 ? known[0] : undefined;
  const band = [
    ...withInterval.map(point => at(point, point.high!)),
    ...withInterval.toReversed().map(point => at(point, point.low!)),
  ];
  return (
    <svg className={classes.spark} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {single ? (
        <SinglePoint at={at} point={single} />
      ) : (
        <>
          <polygon className={classes.band} points={band.join(' ')} />
          <polyline
            className={classes.line}
            points={known.map(point => at(point, point.value!)).join(' ')}
          />
        </>
      )}
    </svg>
  );
}

function SinglePoint({ at, point }: { at: (point: Point, value: number) => string; point: Point }) {
  const [x, y] = at(point, point.value!).split(',');
  const hasInterval = typeof point.low === 'number' && typeof point.high === 'number';
  return (
    <>
      {hasInterval && (
        <line
          className={classes.whisker}
          x1={x}
          x2={x}
          y1={at(point, point.low!).split(',')[1]}
          y2={at(point, point.high!).split(',')[1]}
        />
      )}
      <circle className={classes.dot} cx={x} cy={y} r="3" />
    </>
  );
}

/** Word-sized bars for counts. */
export function SparkBars({ label, counts }: { label: string; counts: number[] }) {
  const max = Math.max(1, ...counts);
  const width = WIDTH / Math.max(1, counts.length);
  return (
    <svg className={classes.spark} width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      {counts.map((each, index) => (
        <rect
          key={index}
          className={classes.bar}
          x={index * width + 0.5}
          width={Math.max(1, width - 1)}
          y={HEIGHT - (HEIGHT * each) / max}
          height={(HEIGHT * each) / max}
        />
      ))}
    </svg>
  );
}
