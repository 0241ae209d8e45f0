import { Anchor, Button, Group, Progress, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Queue } from '../../api/queues';
import { Timestamp } from '../../components/Timestamp';
import { QueueActions } from './QueueActions';
import { describeSource } from './queueSaving';
import classes from './Label.module.css';

export function QueueTable({
  queues,
  onEdit,
}: {
  queues: Queue[];
  onEdit: ((id: string) => void) | null;
}) {
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={720}
      className="framed fits"
      tabIndex={0}
      aria-label="Queues"
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Queue</Table.Th>
            <Table.Th visibleFrom="sm">Scores</Table.Th>
            <Table.Th visibleFrom="sm">Requests</Table.Th>
            <Table.Th>Done</Table.Th>
            <Table.Th visibleFrom="sm">Raters</Table.Th>
            <Table.Th visibleFrom="sm">Changed</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {queues.map(queue => (
            <QueueRow key={queue.id} queue={queue} onEdit={onEdit} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function QueueRow({ queue, onEdit }: { queue: Queue; onEdit: ((id: string) => void) | null }) {
  const { items, done, raters } = queue.progress;
  const link = { to: '/label/$queueId', params: { queueId: queue.id } } as const;
  const working = raters.filter(({ done: rated }) => rated > 0);
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Anchor size="sm" renderRoot={props => <Link {...link} {...props} />}>
          {queue.name}
        </Anchor>
      </Table.Td>
      <Table.Td visibleFrom="sm" miw={100} style={{ overflowWrap: 'anywhere' }}>
        {queue.scores.join(', ')}
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        {describeSource(queue)}
      </Table.Td>
      <Table.Td className={classes.bar}>
        {done} of {items}
        <Progress
          value={items ? (100 * done) / items : 0}
          size="xs"
          aria-label={`${done} of ${items} done in ${queue.name}`}
        />
      </Table.Td>
      <Table.Td visibleFrom="sm" style={{ overflowWrap: 'anywhere' }}>
        {working.map(({ rater, done: rated }) => `${rater} ${rated}`).join(', ') || '–'}
        {queue.raters_per_item > 1 && ` · ${queue.raters_per_item} per request`}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Timestamp at={queue.updated_at} />
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap" justify="end">
          <Button
            variant={done < items ? 'light' : 'default'}
            renderRoot={props => <Link {...link} {...props} />}
          >
            Label
          </Button>
          <QueueActions queue={queue} onEdit={onEdit} />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
