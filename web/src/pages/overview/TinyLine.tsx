import classes from './overview.module.css';

const WIDTH = 88;
const HEIGHT = 22;

/** The course of a number, word-sized; decoration beside the chart that has its values. */
export function TinyLine({
  values,
  isBad,
}: {
  values: (number | null | undefined)[];
  isBad: boolean;
}) {
  const known = values.map((value, at) => [at, value] as const).filter(isKnown);
  if (known.length < 2) return null;
  const max = Math.max(...known.map(([, value]) => value));
  const min = Math.min(0, ...known.map(([, value]) => value));
  const x = (at: number) => (WIDTH * at) / (values.length - 1);
  const y = (value: number) => HEIGHT - 1 - ((HEIGHT - 2) * (value - min)) / (max - min || 1);
  const points = known.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      className={classes.tiny}
      data-bad={isBad || undefined}
      aria-hidden="true"
    >
      <polyline points={points.join(' ')} />
    </svg>
  );
}

const isKnown = (point: readonly [number, number | null | undefined]): point is [number, number] =>
  typeof point[1] === 'number';
