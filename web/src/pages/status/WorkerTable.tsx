import { Table } from '@mantine/core';
import type { Worker } from '../../api/health';
import { Timestamp } from '../../components/Timestamp';
import { count, size } from '../../lib/numbers';

/** The counters of each proxy process since its start. */
export function WorkerTable({ workers }: { workers: Worker[] }) {
  return (
    <Table.ScrollContainer
      className="framed"
      minWidth={700}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label="Workers">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Process</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Started</Table.Th>
            {[
              'Connections',
              'In flight',
              'Calls',
              'Not logged',
              'Truncated bodies',
              'Bodies in memory',
            ].map(title => (
              <Table.Th key={title} className="numeric">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workers.map(worker => (
            <Table.Tr key={`${worker.pid} ${worker.started_at}`}>
              <Table.Td>{worker.pid}</Table.Td>
              <Table.Td>{state(worker)}</Table.Td>
              <Table.Td>
                <Timestamp at={worker.started_at} />
              </Table.Td>
              <Table.Td className="numeric">{count(worker.connections)}</Table.Td>
              <Table.Td className="numeric">{count(worker.in_flight)}</Table.Td>
              <Table.Td className="numeric">{count(worker.exchanges)}</Table.Td>
              <Table.Td className="numeric">{count(worker.dropped)}</Table.Td>
              <Table.Td className="numeric">{count(worker.truncated)}</Table.Td>
              <Table.Td className="numeric">{size(worker.captured_bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function state({ alive, spool_full: full }: Worker): string {
  if (!alive) return 'not running';
  return full ? 'running, spool full' : 'running';
}
