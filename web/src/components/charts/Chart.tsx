import { Skeleton, Table, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { ChartTable, ChartOption } from './chartOption';

const Canvas = lazy(() => import('./ChartCanvas'));

/** A chart that is accessible without seeing it: `label` says what it shows, `table` returns its numbers when the viewer
 * opens them. Memoize `option`: every new object is drawn again. */
export function Chart({
  label,
  option,
  table,
  height = 220,
  onSelect,
  onSelectX,
}: {
  label: string;
  option: ChartOption;
  table: () => ChartTable;
  height?: number;
  onSelect?: (name: string, index: number) => void;
  onSelectX?: (x: number) => void; // a click anywhere in the chart, by its value on the x axis
}) {
  const [opened, setOpened] = useState(false);
  return (
    <figure style={{ margin: 0 }}>
      <div role="img" aria-label={label}>
        <Suspense fallback={<Skeleton height={height} />}>
          <Canvas option={option} height={height} onSelect={onSelect} onSelectX={onSelectX} />
        </Suspense>
      </div>
      <details onToggle={event => setOpened(event.currentTarget.open)}>
        <Text component="summary" size="xs" c="dimmed" style={{ cursor: 'pointer' }}>
          As a table
        </Text>
        {opened && <NumberTable label={label} {...table()} />}
      </details>
    </figure>
  );
}

function NumberTable({ label, columns, rows }: ChartTable & { label: string }) {
  return (
    <Table.ScrollContainer minWidth={200} maxHeight={300} scrollAreaProps={{ tabIndex: 0 }}>
      <Table striped aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(column => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            <Table.Tr key={index}>
              {row.map((cell, column) => (
                <Table.Td key={column}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
