import { Anchor, Button, Group, Table } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { keys } from '../../api/keys';
import {
  ITEMS_PER_PAGE,
  type ListedItem,
  type Queue,
  queueItemsQuery,
  removeItem,
} from '../../api/queues';
import { QueryState } from '../../components/QueryState';
import { EmptyState, ErrorAlert } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { count, percent } from '../../lib/numbers';
import classes from './Label.module.css';
import { withoutMarks } from '../../lib/withoutMarks';

/** The requests of a queue: who has rated them, and taking them out. */
export function ItemList({ queue }: { queue: Queue }) {
  const { page = 0 } = useSearch({ from: '/label/$queueId' });
  const items = useQuery(queueItemsQuery(queue.id, page));
  const canScore = useCanScore();
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: (requestId: string) => removeItem(queue.id, requestId),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.queueItems.all });
      await client.invalidateQueries({ queryKey: keys.queue(queue.id) });
      await client.invalidateQueries({ queryKey: keys.queues.all });
      void client.invalidateQueries({ queryKey: keys.queueStep.all });
    },
  });
  return (
    <QueryState query={items} what="the requests" rows={8}>
      {loaded => (
        <>
          {removing.error && <ErrorAlert error={removing.error} />}
          {loaded.length === 0 ? (
            <EmptyState title="No requests here">
              Choose requests on the page Requests and add them to this queue.
            </EmptyState>
          ) : (
            <ItemTable
              items={loaded}
              wanted={queue.raters_per_item}
              onRemove={canScore ? removing.mutate : null}
            />
          )}
          <Pages page={page} items={queue.progress.items} />
        </>
      )}
    </QueryState>
  );
}

function ItemTable({
  items,
  wanted,
  onRemove,
}: {
  items: ListedItem[];
  wanted: number;
  onRemove: ((requestId: string) => void) | null;
}) {
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={640}
      tabIndex={0}
      aria-label="Requests of the queue"
    >
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Request</Table.Th>
            <Table.Th>Answer</Table.Th>
            <Table.Th>Rated by</Table.Th>
            <Table.Th className="numeric">Sampled</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map(item => (
            <ItemRow key={item.request_id} item={item} wanted={wanted} onRemove={onRemove} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ItemRow({
  item: { request_id: requestId, prompt_preview: prompt, answer_preview: answer, ...item },
  wanted,
  onRemove,
}: {
  item: ListedItem;
  wanted: number;
  onRemove: ((requestId: string) => void) | null;
}) {
  const { raters, probability } = item;
  return (
    <Table.Tr>
      <Table.Td className={classes.clipped}>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/requests/$requestId" params={{ requestId }} {...props} />}
        >
          {withoutMarks(prompt ?? '') || requestId}
        </Anchor>
      </Table.Td>
      <Table.Td className={classes.clipped}>{withoutMarks(answer ?? '') || '–'}</Table.Td>
      <Table.Td>
        {raters.join(', ') || (wanted === 1 && '–')}
        {wanted > 1 && <span className={classes.who}> {`${raters.length} of ${wanted}`}</span>}
      </Table.Td>
      <Table.Td className="numeric">
        {probability === null ? 'chosen' : percent(probability)}
      </Table.Td>
      <Table.Td align="right">
        {onRemove && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Remove ${requestId}`}
            onClick={() => onRemove(requestId)}
          >
            Remove
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Pages({ page, items }: { page: number; items: number }) {
  const navigate = useNavigate();
  const last = Math.max(0, Math.ceil(items / ITEMS_PER_PAGE) - 1);
  if (last === 0) return null;
  const go = (to: number) =>
    void navigate({ to: '.', search: before => ({ ...before, page: to || undefined }) });
  const first = page * ITEMS_PER_PAGE + 1;
  return (
    <Group gap="xs">
      <Button variant="default" disabled={page === 0} onClick={() => go(page - 1)}>
        Previous
      </Button>
      <Button variant="default" disabled={page >= last} onClick={() => go(page + 1)}>
        Next
      </Button>
      <span className={classes.hint}>
        {count(first)} to {count(Math.min(items, first + ITEMS_PER_PAGE - 1))} of {count(items)}
      </span>
    </Group>
  );
}
