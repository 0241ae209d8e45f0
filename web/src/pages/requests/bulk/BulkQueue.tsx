import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queuesQuery } from '../../../api/queues';
import { BulkForm, type BulkFormProps } from './BulkForm';
import { useAddToQueue } from './bulkQueries';

const MOST_IN_LINK = 100; // longer URLs are refused when the page is loaded again

/** Adds all selected requests to a queue, in which people score them. */
export function BulkQueue({ ids, onDone }: BulkFormProps) {
  const queues = useQuery(queuesQuery).data;
  const [chosen, setChosen] = useState('');
  const queueId = chosen || (queues?.[0]?.id ?? '');
  const change = useAddToQueue(ids, queueId);
  return (
    <BulkForm verb="Add" ids={ids} isValid={queueId !== ''} change={change} onDone={onDone}>
      {queues?.length === 0 ? (
        <Text size="sm">
          There is no queue yet.{' '}
          <Link to="/label" search={ids.length <= MOST_IN_LINK ? { ids } : { create: true }}>
            Create one
          </Link>
        </Text>
      ) : (
        <NativeSelect
          size="xs"
          label="Queue"
          data-autofocus
          value={queueId}
          onChange={event => setChosen(event.currentTarget.value)}
          data={(queues ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </BulkForm>
  );
}
