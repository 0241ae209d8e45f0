import { useMemo } from 'react';
import { localTime } from '../../lib/times';
import { Chart } from './Chart';
import { type ValueChart, formatPoint, timeOption } from './timeOption';

/** Values over time. `lines`, `shown`, `from` and `to` must stay the same objects while nothing changes. */
export function TimeChart({
  label,
  series,
  format,
  from,
  to,
  height,
}: {
  label: string;
  series: ValueChart[];
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

function toTable(lines: ValueChart[], shown: (value: number | null) => string) {
  const moments = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))];
  const byMoment = lines.map(({ points }) => new Map(points.map(point => [point.at, point])));
  return {
    columns: ['Time', ...lines.map(({ name }) => name)],
    rows: moments
      .sort((a, b) => a - b)
      .map(at => [
        localTime(new Date(at)),
        ...byMoment.map(points => {
          const point = points.get(at);
          return point ? formatPoint(point, shown) : '–';
        }),
      ]),
  };
}
