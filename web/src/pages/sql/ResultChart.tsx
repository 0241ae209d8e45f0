import { useMemo } from 'react';
import { Chart } from '../../components/charts/Chart';
import { cellText } from './cells';
import { optionOf, picture } from './chartSpec';
import type { Answer } from './queries';

const LISTED = 200;

/** The answer as a simple chart, where there is something to draw. */
export function Drawn({ answer: { columns, rows } }: { answer: Answer }) {
  const drawn = useMemo(() => picture(columns, rows), [columns, rows]);
  const option = useMemo(() => drawn && optionOf(drawn, columns), [drawn, columns]);
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
          .slice(0, LISTED)
          .map(row => shown.map(index => cellText(row[index], columns[index]!.type))),
      })}
    />
  );
}
