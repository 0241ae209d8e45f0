import { useMemo } from 'react';
import { Chart } from '../../components/charts/Chart';
import { cellText } from './cells';
import { toChartOption, chartSpec } from './chartSpec';
import type { SqlResult } from './queries';

const MAX_TABLE_ROWS = 200;

/** The result as a simple chart, if it can be drawn. */
export function ResultChart({ result: { columns, rows } }: { result: SqlResult }) {
  const spec = useMemo(() => chartSpec(columns, rows), [columns, rows]);
  const option = useMemo(() => spec && toChartOption(spec, columns), [spec, columns]);
  if (!spec || !option) return null;
  const shown = [spec.x, ...spec.y];
  const names = shown.map(index => columns[index]!.name);
  return (
    <Chart
      label={`${names.slice(1).join(', ')} by ${names[0]}`}
      option={option}
      table={() => ({
        columns: names,
        rows: spec.rows
          .slice(0, MAX_TABLE_ROWS)
          .map(row => shown.map(index => cellText(row[index], columns[index]!.type))),
      })}
    />
  );
}
