import { Table } from '@mantine/core';
import type { Node } from '../../api/health';
import { StatusLabel } from '../../components/StatusLabel';
import { Timestamp } from '../../components/Timestamp';

/** The nodes of an installation with several. */
export function NodeTable({ nodes }: { nodes: Node[] }) {
  return (
    <Table.ScrollContainer
      className="framed"
      minWidth={600}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label="Nodes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Node</Table.Th>
            <Table.Th>Address</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>Last seen</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map(node => (
            <Table.Tr key={node.number}>
              <Table.Td>{node.number}</Table.Td>
              <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                {node.address}
              </Table.Td>
              <Table.Td>
                <StatusLabel tone={node.away ? 'bad' : 'good'}>
                  {node.away ? 'away' : 'running'}
                </StatusLabel>
              </Table.Td>
              <Table.Td>{roles(node)}</Table.Td>
              <Table.Td>
                <Timestamp at={node.seen_at} precise />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function roles({ own, owner }: Node): string {
  return [own && 'this node', owner && 'owner'].filter(Boolean).join(', ');
}
