import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { digitsOf } from '../../lib/means';
import { count } from '../../lib/numbers';
import { type ScoreUnit, titleOfUnits } from '../../lib/scoreUnit';
import { Mean } from '../Mean';
import classes from './IntervalTable.module.css';
import { IntervalLine } from './IntervalLine';
import { extent } from './scale';

export interface IntervalRow {
  key: string;
  label: ReactNode;
  n: number;
  mean: number | null;
  low: number | null;
  high: number | null;
  below?: ReactNode; // of the mean
  note?: string | null; // why there is no interval, or why it may be too narrow
}

/** A row for each group: its mean as a dot and its 95 % interval as a line, on a common scale. `reference` draws a line
 * through all rows (0 for differences). */
export function IntervalTable({
  label,
  unit = 'request',
  rows,
  reference,
  isShare = false,
}: {
  label: string;
  unit?: ScoreUnit;
  rows: IntervalRow[];
  reference?: number;
  isShare?: boolean;
}) {
  const digits = digitsOf(rows, isShare);
  const range = extent([...rows.flatMap(({ mean, low, high }) => [mean, low, high]), reference]);
  return (
    <Table aria-label={label} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Group</Table.Th>
          <Table.Th className="numeric">{titleOfUnits(unit)}</Table.Th>
          <Table.Th className="numeric">Mean [95 % interval]</Table.Th>
          <Table.Th aria-hidden="true" className={classes.scale} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(row => (
          <Table.Tr key={row.key}>
            <Table.Td miw={120} style={{ overflowWrap: 'anywhere' }}>
              {row.label}
            </Table.Td>
            <Table.Td className="numeric">{count(row.n)}</Table.Td>
            <Table.Td className="numeric" title={row.note ?? undefined}>
              <Mean value={row.mean} interval={row} n={row.n} digits={digits} isShare={isShare} />
              {row.below}
            </Table.Td>
            <Table.Td aria-hidden="true">
              {range && <IntervalLine row={row} range={range} reference={reference} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
