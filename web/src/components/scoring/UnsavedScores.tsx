import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Target } from '../../api/targetScores';
import type { NewScore, Submission } from './submissions';

const PLAIN_TITLE = { title: { color: 'var(--mantine-color-text)' } }; // red is too light for text

/** Scores of any request that could not be saved, until the viewer retries or discards them. */
export function UnsavedScores({
  submissions,
  retry,
  dismiss,
}: {
  submissions: Submission[];
  retry: (score: NewScore) => void;
  dismiss: (id: number) => void;
}) {
  const failed = submissions.filter(({ status }) => status === 'error');
  if (!failed.length) return null;
  return (
    <Alert
      color="red"
      variant="outline"
      title="Some scores were not saved"
      role="alert"
      styles={PLAIN_TITLE}
    >
      <Stack gap="xs">
        {failed.map(({ id, score, error }) => (
          <Group key={id} gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {score.name} = {String(score.value)} for <TargetLink {...score.target} />:{' '}
              {error?.message}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                dismiss(id);
                retry(score);
              }}
            >
              Retry
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => dismiss(id)}>
              Discard
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}

function TargetLink({ unit, id }: Target) {
  return (
    <Anchor
      size="sm"
      renderRoot={props =>
        unit === 'request' ? (
          <Link
            to="/requests/$requestId"
            params={{ requestId: id }}
            search={before => ({ ...before })}
            {...props}
          />
        ) : (
          <Link to="/sessions/$sessionId" params={{ sessionId: id }} {...props} />
        )
      }
    >
      {id}
    </Anchor>
  );
}
