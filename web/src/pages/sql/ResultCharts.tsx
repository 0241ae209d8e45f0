import { SimpleGrid, Text } from '@mantine/core';
import { useMemo } from 'react';
import { Chart } from '../../components/charts/Chart';
import { columnText } from './cells';
import { type ChartSpec, chartSpecs, toChartOption } from './chartSpec';
import type { ColumnType, SqlResult } from './queries';

const MAX_TABLE_ROWS = 200;

/** The result as simple charts, one per unit, if it can be drawn. */
export function ResultCharts({ result: { columns, rows } }: { result: SqlResult }) {
  const specs = useMemo(() => chartSpecs(columns, rows), [columns, rows]);
  if (!specs.length) return null;
  return (
    <SimpleGrid cols={{ base: 1, lg: Math.min(specs.length, 2) }}>
      {specs.map(spec => (
        <ResultChart key={spec.y.join()} spec={spec} columns={columns} />
      ))}
    </SimpleGrid>
  );
}

function ResultChart({ spec, columns }: { spec: ChartSpec; columns: ColumnType[] }) {
  const option = useMemo(() => toChartOption(spec, columns), [spec, columns]);
  const shown = [spec.x, ...spec.y];
  const names = shown.map(index => columns[index]!.name);
  const rows = spec.rows.slice(0, MAX_TABLE_ROWS);
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {names.slice(1).join(', ')}
      </Text>
      <Chart
        label={`${names.slice(1).join(', ')} by ${names[0]}`}
        option={option}
        height={200}
        table={() => {
          const texts = shown.map(index =>
            columnText(
              rows.map(row => row[index]),
              columns[index]!.type,
            ),
          );
          return {
            columns: names,
            rows: rows.map(row => shown.map((index, place) => texts[place]!(row[index]))),
          };
        }}
      />
    </div>
  );
}
