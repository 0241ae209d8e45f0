import { useMemo } from 'react';
import { bucketAt, endOf, unitOf } from './buckets';
import { Chart } from './Chart';
import { bucketName, type Format, formatPoint, type Series, timeOption } from './timeOption';
import type { Mark, Threshold } from './timeSeries';

/** Values over time. Memoize `series`, `format`, `from`, `to`, `marks` and `threshold`. A bucket that is not over at `to` is
 * drawn dashed. */
export function TimeChart({
  label,
  series,
  format,
  from,
  to,
  marks,
  threshold,
  height,
  onSelect,
}: {
  label: string;
  series: Series[];
  format: Format;
  from?: Date;
  to?: Date;
  marks?: readonly Mark[]; // times at which something began
  threshold?: Threshold;
  height?: number;
  onSelect?: (bucket: { start: Date; end: Date }) => void; // a click on a bar or point
}) {
  const option = useMemo(
    () => timeOption(series, format, { from, to, marks, threshold }),
    [series, format, from, to, marks, threshold],
  );
  return (
    <Chart
      label={label}
      option={option}
      table={() => toTable(series, format, to)}
      height={height}
      onSelectX={onSelect && (at => select(series, at, onSelect))}
    />
  );
}

const timesOf = (series: Series[]) =>
  [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b);

function select(
  series: Series[],
  at: number,
  onSelect: (bucket: { start: Date; end: Date }) => void,
): void {
  const times = timesOf(series);
  const unit = unitOf(times);
  const isBar = series.some(each => each.isBar);
  // a bar stands around its time, and a point at it: both reach half a bucket to either side
  const half = (endOf(at, unit) - at) / 2;
  const start = bucketAt(times, at + half, unit) ?? (isBar ? null : bucketAt(times, at, unit));
  if (start !== null) onSelect({ start: new Date(start), end: new Date(endOf(start, unit)) });
}

function toTable(series: Series[], format: Format, to: Date | undefined) {
  const times = timesOf(series);
  const unit = unitOf(times);
  const byTime = series.map(({ points }) => new Map(points.map(point => [point.at, point])));
  return {
    columns: ['Time', ...series.map(({ name }) => name)],
    rows: times.map(at => [
      bucketName(at, unit, to),
      ...byTime.map(points => {
        const point = points.get(at);
        return point ? formatPoint(point, format) : '–';
      }),
    ]),
  };
}
