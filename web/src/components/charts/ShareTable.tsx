import { Table } from '@mantine/core';
import { digitsOf } from '../../lib/means';
import { count } from '../../lib/numbers';
import { Mean } from '../Mean';
import classes from './ShareTable.module.css';

export interface Share {
  name: string;
  n: number;
  share: number; // 0 to 1
  low: number | null; // of its 95 % interval
  high: number | null;
}

/** A table of shares with their intervals, each drawn as a bar. */
export function ShareTable({ label, rows }: { label: string; rows: Share[] }) {
  const digits = digitsOf(rows, true);
  return (
    <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={label} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={110}>Value</Table.Th>
            <Table.Th className="numeric">Scores</Table.Th>
            <Table.Th className="numeric">Share [95 % interval]</Table.Th>
            <Table.Th aria-hidden="true" w="35%" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ name, n, share, low, high }) => (
            <Table.Tr key={name}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td className="numeric">{count(n)}</Table.Td>
              <Table.Td className="numeric" style={{ whiteSpace: 'nowrap' }}>
                <Mean value={share} interval={{ low, high }} digits={digits} isShare />
              </Table.Td>
              <Table.Td aria-hidden="true">
                <div className={classes.track}>
                  <div className={classes.fill} style={{ width: `${100 * share}%` }} />
                  {low !== null && high !== null && (
                    <div
                      className={classes.interval}
                      style={{ insetInlineStart: `${100 * low}%`, width: `${100 * (high - low)}%` }}
                    />
                  )}
                </div>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
