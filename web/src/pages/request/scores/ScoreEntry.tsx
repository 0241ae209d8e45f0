import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../../api/client';
import { keys } from '../../../api/keys';
import type { ScoreRecord } from '../../../api/requests';
import { Timestamp } from '../../../components/Timestamp';
import { ScoreValue } from '../../../components/ScoreValue';
import classes from './Scores.module.css';

const recordValue = ({ label, value }: ScoreRecord) => label ?? value;

export function describeAuthor({ author, source }: ScoreRecord): string {
  return [author || 'unnamed author', source && `(${source})`].filter(Boolean).join(' ');
}

/** A current score: its value, author and comment. */
export function ScoreEntry({ record, deletable }: { record: ScoreRecord; deletable: boolean }) {
  return (
    <div className={classes.line}>
      <Group gap="xs" wrap="nowrap">
        <strong>
          <ScoreValue value={recordValue(record)} />
        </strong>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }} flex={1}>
          {describeAuthor(record)}
        </Text>
        {deletable && <DeleteButton record={record} />}
      </Group>
      {record.comment && (
        <Text size="xs" className={classes.comment}>
          {record.comment}
        </Text>
      )}
    </div>
  );
}

function DeleteButton({
  record: { score_id: scoreId, target_id: requestId, name },
}: {
  record: ScoreRecord;
}) {
  const [isConfirming, setIsConfirming] = useState(false);
  const client = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => {
      const params = { path: { score_id: scoreId } };
      return unwrap(api.DELETE('/v1/scores/{score_id}', { params }));
    },
    onSuccess: () =>
      Promise.all(
        [keys.request, keys.requestScores, keys.requestPage].map(({ all }) =>
          client.invalidateQueries({ queryKey: all }),
        ),
      ),
  });
  if (deleting.isError) {
    return (
      <Text size="xs" c="var(--mantine-color-error)" role="alert">
        {deleting.error.message}
      </Text>
    );
  }
  return (
    <Button
      size="compact-xs"
      variant={isConfirming ? 'filled' : 'subtle'}
      color={isConfirming ? 'red' : undefined}
      loading={deleting.isPending}
      aria-label={isConfirming ? `Yes, delete ${name} of ${requestId}` : `Delete ${name}`}
      onClick={() => (isConfirming ? deleting.mutate() : setIsConfirming(true))}
      onBlur={() => setIsConfirming(false)}
    >
      {isConfirming ? 'Yes, delete' : 'Delete'}
    </Button>
  );
}

/** Replaced scores, newest first. */
export function ScoreHistory({ records }: { records: ScoreRecord[] }) {
  if (!records.length) return null;
  return (
    <details className={classes.history}>
      <summary>
        {records.length} earlier {records.length === 1 ? 'value' : 'values'}
      </summary>
      {records.map(record => (
        <Text key={record.score_id} size="xs" component="div" style={{ overflowWrap: 'anywhere' }}>
          <ScoreValue value={recordValue(record)} /> {describeAuthor(record)},{' '}
          <Timestamp at={record.recorded_at} />
          {record.comment && <div>{record.comment}</div>}
        </Text>
      ))}
    </details>
  );
}
