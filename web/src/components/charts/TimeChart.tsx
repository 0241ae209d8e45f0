import { useMemo } from 'react';
import { local } from '../../lib/times';
import { Chart } from './Chart';
import { type Line, pointInWords, timeOption } from './timeOption';

/** Values over time. `lines`, `shown`, `from` and `to` must stay the same objects while nothing changes. */
export function TimeChart({
  label,
  lines,
  shown,
  from,
  to,
  height,
}: {
  label: string;
  lines: Line[];
  shown: (value: number | null) => string;
  from?: Date;
  to?: Date;
  height?: number;
}) {
  const option = useMemo(() => timeOption(lines, shown, from, to), [lines, shown, from, to]);
  return (
    <Chart label={label} option={option} table={() => asTable(lines, shown)} height={height} />
  );
}

function asTable(lines: Line[], shown: (value: number | null) => string) {
  const moments = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))];
  const byMoment = lines.map(({ points }) => new Map(points.map(point => [point.at, point])));
  return {
    columns: ['Time', ...lines.map(({ name }) => name)],
    rows: moments
      .sort((a, b) => a - b)
      .map(at => [
        local(new Date(at)),
        ...byMoment.map(points => {
          const point = points.get(at);
          return point ? pointInWords(point, shown) : '–';
        }),
      ]),
  };
}
