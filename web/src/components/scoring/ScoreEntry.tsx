import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import type { ScoreRecord } from '../../api/requests';
import type { Definition } from '../../api/scores';
import type { Target } from '../../api/targetScores';
import { passes, thresholdText } from '../../lib/passes';
import { Timestamp } from '../Timestamp';
import { ScoreValue } from '../ScoreValue';
import classes from './Scores.module.css';
import { changedBy } from './submissions';

const recordValue = ({ label, value }: ScoreRecord) => label ?? value;

export function describeAuthor({
  author,
  source,
  evaluator_version: version,
}: ScoreRecord): string {
  return [author || 'unnamed author', version, source && `(${source})`].filter(Boolean).join(' ');
}

/** A current score: its value, whether it passes, its author, and why. */
export function ScoreEntry({
  record,
  definition,
  target, // null: the viewer may not delete it here
}: {
  record: ScoreRecord;
  definition: Definition | undefined;
  target: Target | null;
}) {
  return (
    <div className={classes.entry}>
      <span className={classes.by}>
        {[describeAuthor(record), thresholdText(definition)].filter(Boolean).join(' · ')}
      </span>
      <ThresholdedValue record={record} definition={definition} />
      {target && <DeleteButton record={record} target={target} />}
      {record.comment && <div className={classes.comment}>{record.comment}</div>}
    </div>
  );
}

/** The value; with a threshold it is also said in a word whether it passes. */
function ThresholdedValue({
  record,
  definition,
}: {
  record: ScoreRecord;
  definition?: Definition;
}) {
  const passed = passes(definition, record.value);
  if (passed === null) {
    return (
      <span className={classes.value}>
        <ScoreValue value={recordValue(record)} />
      </span>
    );
  }
  return (
    <span className={`${classes.value} ${passed ? classes.passed : classes.failed}`}>
      <span className={classes.word}>{passed ? '✓ passed' : '✗ failed'}</span>
      <ScoreValue value={recordValue(record)} />
    </span>
  );
}

function DeleteButton({
  record: { score_id: scoreId, target_id: targetId, name },
  target,
}: {
  record: ScoreRecord;
  target: Target;
}) {
  const [isConfirming, setIsConfirming] = useState(false);
  const client = useQueryClient();
  const deleting = useMutation({
    mutationFn: () => {
      const params = { path: { score_id: scoreId } };
      return unwrap(api.DELETE('/v1/scores/{score_id}', { params }));
    },
    onSuccess: () =>
      Promise.all(changedBy(target).map(queryKey => client.invalidateQueries({ queryKey }))),
  });
  if (deleting.isError) {
    return (
      <Text size="xs" c="var(--g-bad)" role="alert">
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
      aria-label={isConfirming ? `Yes, delete ${name} of ${targetId}` : `Delete ${name}`}
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
