import { Table } from '@mantine/core';
import { StatusLabel } from '../../components/StatusLabel';
import { count } from '../../lib/numbers';
import type { Webhook } from '../../api/webhooks';
import classes from './Webhooks.module.css';

export function WebhookTable({
  webhooks,
  chosen,
  onChoose,
}: {
  webhooks: Webhook[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={640}
      tabIndex={0}
      aria-label="Webhooks"
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Receiver</Table.Th>
            <Table.Th>Events</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th className="numeric">Delivered</Table.Th>
            <Table.Th className="numeric">Waiting</Table.Th>
            <Table.Th className="numeric">Failed now</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {webhooks.map(each => (
            <Table.Tr key={each.id}>
              <Table.Td>
                <button
                  type="button"
                  className={classes.choice}
                  aria-pressed={each.id === chosen}
                  onClick={() => onChoose(each.id)}
                >
                  {each.destination}
                </button>
              </Table.Td>
              <Table.Td>{each.events.join(', ')}</Table.Td>
              <Table.Td className={classes.wrap}>
                <State webhook={each} />
              </Table.Td>
              <Table.Td className="numeric">{count(each.deliveries.delivered)}</Table.Td>
              <Table.Td className="numeric">{count(each.deliveries.waiting)}</Table.Td>
              <Table.Td className="numeric">{count(each.deliveries.failed_now)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function State({ webhook: { enabled, disabled_reason: reason } }: { webhook: Webhook }) {
  if (enabled) return <StatusLabel tone="good">enabled</StatusLabel>;
  if (!reason) return <StatusLabel tone="neutral">disabled</StatusLabel>;
  return <StatusLabel tone="bad">{`disabled: ${reason}`}</StatusLabel>;
}
