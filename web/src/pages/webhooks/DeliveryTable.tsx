import { Anchor, Button, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Timestamp } from '../../components/Timestamp';
import { count } from '../../lib/numbers';
import type { Delivery } from './queries';
import classes from './Webhooks.module.css';

export function DeliveryTable({
  rows,
  onResend,
}: {
  rows: Delivery[];
  onResend: ((id: number) => void) | null;
}) {
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={640}
      tabIndex={0}
      aria-label="Messages"
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Event</Table.Th>
            <Table.Th>About</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th className="numeric">Attempts</Table.Th>
            <Table.Th>What went wrong</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(row => (
            <Table.Tr key={row.id}>
              <Table.Td>
                {row.event} <Timestamp at={row.created_at} />
              </Table.Td>
              <Table.Td className={classes.wrap}>
                <About row={row} />
              </Table.Td>
              <Table.Td>
                {row.state}
                {row.next_attempt_at && (
                  <>
                    , next <Timestamp at={row.next_attempt_at} precise />
                  </>
                )}
              </Table.Td>
              <Table.Td className="numeric">{count(row.attempts)}</Table.Td>
              <Table.Td className={classes.wrap}>{row.error ?? '–'}</Table.Td>
              <Table.Td>
                {onResend && row.state === 'failed' && (
                  <Button variant="default" onClick={() => onResend(row.id)}>
                    Send again
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function About({ row: { request_id: requestId, session_id: sessionId } }: { row: Delivery }) {
  if (!requestId) return sessionId ?? '–';
  return (
    <Anchor
      size="sm"
      renderRoot={props => <Link to="/requests/$requestId" params={{ requestId }} {...props} />}
    >
      {requestId}
    </Anchor>
  );
}
