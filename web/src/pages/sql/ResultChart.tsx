import { useMemo } from 'react';
import { Chart } from '../../components/charts/Chart';
import { cellText } from './cells';
import { toChartOption, chartSpec } from './chartSpec';
import type { SqlResult } from './queries';

const MAX_TABLE_ROWS = 200;

/** The answer as a simple chart, where there is something to draw. */
export function ResultChart({ answer: { columns, rows } }: { answer: SqlResult }) {
  const drawn = useMemo(() => chartSpec(columns, rows), [columns, rows]);
  const option = useMemo(() => drawn && toChartOption(drawn, columns), [drawn, columns]);
  if (!drawn || !option) return null;
  const shown = [drawn.x, ...drawn.y];
  const names = shown.map(index => columns[index]!.name);
  return (
    <Chart
      label={`${names.slice(1).join(', ')} by ${names[0]}`}
      option={option}
      table={() => ({
        columns: names,
        rows: drawn.rows
          .slice(0, MAX_TABLE_ROWS)
          .map(row => shown.map(index => cellText(row[index], columns[index]!.type))),
      })}
    />
  );
}
