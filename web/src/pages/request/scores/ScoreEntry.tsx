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
  return [author || 'nobody named', source && `(${source})`].filter(Boolean).join(' ');
}

/** A score that counts: its value, whose it is, what they said. `deletable`: whoever looks may write. */
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
  const [sure, setSure] = useState(false);
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
      variant={sure ? 'filled' : 'subtle'}
      color={sure ? 'red' : undefined}
      loading={deleting.isPending}
      aria-label={sure ? `Yes, delete ${name} of ${requestId}` : `Delete ${name}`}
      onClick={() => (sure ? deleting.mutate() : setSure(true))}
      onBlur={() => setSure(false)}
    >
      {sure ? 'Delete it' : 'Delete'}
    </Button>
  );
}

/** What was replaced, newest first. */
export function ScoreHistory({ records }: { records: ScoreRecord[] }) {
  if (!records.length) return null;
  return (
    <details className={classes.history}>
      <summary>{records.length} earlier</summary>
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
