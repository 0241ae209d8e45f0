import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import type { Queue } from '../../api/queues';
import { Icon } from '../../design/icons';

/** What else can be done with a queue. */
export function QueueActions({
  queue,
  onEdit,
}: {
  queue: Queue;
  onEdit: ((id: string) => void) | null;
}) {
  const [isConfirming, setIsConfirming] = useState(false);
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keys.queues.all });
  const params = { path: { queue_id: queue.id } };
  const filling = useMutation({
    mutationFn: async () => {
      const body = { from_filter: true } as const;
      return (await unwrap(api.POST('/v1/queues/{queue_id}/items', { params, body }))).data;
    },
    onSuccess,
  });
  const deleting = useMutation({
    mutationFn: () => unwrap(api.DELETE('/v1/queues/{queue_id}', { params })),
    onSuccess,
  });
  const failed = filling.error ?? deleting.error;
  return (
    <Menu position="bottom-end" onClose={() => setIsConfirming(false)}>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={`More for ${queue.name}`}>
          <Icon name="chevronDown" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          renderRoot={props => (
            <Link to="/raters" search={{ queue: queue.id, score: queue.scores[0] }} {...props} />
          )}
        >
          Agreement of raters
        </Menu.Item>
        <Menu.Item
          renderRoot={props => (
            <Link
              to="/label/$queueId"
              params={{ queueId: queue.id }}
              search={{ items: true }}
              {...props}
            />
          )}
        >
          All its requests
        </Menu.Item>
        {onEdit && <Menu.Item onClick={() => onEdit(queue.id)}>Edit</Menu.Item>}
        {onEdit && Boolean(queue.filter) && !queue.follow_from && (
          <Menu.Item closeMenuOnClick={false} onClick={() => filling.mutate()}>
            {filling.data ? `${filling.data.added} added` : 'Add what matches the filter now'}
          </Menu.Item>
        )}
        {onEdit && (
          <Menu.Item
            color="red"
            closeMenuOnClick={false}
            onClick={() => (isConfirming ? deleting.mutate() : setIsConfirming(true))}
          >
            {isConfirming ? `Yes, delete ${queue.name}; its scores stay` : 'Delete'}
          </Menu.Item>
        )}
        {failed && <Menu.Label role="alert">{failed.message}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
