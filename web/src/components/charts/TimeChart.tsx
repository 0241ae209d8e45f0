import { useMemo } from 'react';
import { localTime } from '../../lib/times';
import { Chart } from './Chart';
import { type Series, formatPoint, timeOption } from './timeOption';

/** Values over time. Memoize `series`, `format`, `from` and `to`. */
export function TimeChart({
  label,
  series,
  format,
  from,
  to,
  height,
}: {
  label: string;
  series: Series[];
  format: (value: number | null) => string;
  from?: Date;
  to?: Date;
  height?: number;
}) {
  const option = useMemo(() => timeOption(series, format, from, to), [series, format, from, to]);
  return (
    <Chart label={label} option={option} table={() => toTable(series, format)} height={height} />
  );
}

function toTable(series: Series[], format: (value: number | null) => string) {
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))];
  const byTime = series.map(({ points }) => new Map(points.map(point => [point.at, point])));
  return {
    columns: ['Time', ...series.map(({ name }) => name)],
    rows: times
      .sort((a, b) => a - b)
      .map(at => [
        localTime(new Date(at)),
        ...byTime.map(points => {
          const point = points.get(at);
          return point ? formatPoint(point, format) : '–';
        }),
      ]),
  };
}
