import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NewScore, Submission } from './submissions';

const PLAIN_TITLE = { title: { color: 'var(--mantine-color-text)' } }; // red is too light for text

/** Scores that were not kept, of whichever request, until somebody tries again or lets them go. */
export function UnsavedScores({
  submissions,
  retry,
  dismiss,
}: {
  submissions: Submission[];
  retry: (label: NewScore) => void;
  dismiss: (id: number) => void;
}) {
  const failed = submissions.filter(({ status }) => status === 'error');
  if (!failed.length) return null;
  return (
    <Alert color="red" variant="outline" title="Not saved" role="alert" styles={PLAIN_TITLE}>
      <Stack gap="xs">
        {failed.map(({ id, label, error }) => (
          <Group key={id} gap="xs">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {label.name} = {String(label.value)} for{' '}
              <Anchor
                size="sm"
                renderRoot={props => (
                  <Link
                    to="/requests/$requestId"
                    params={{ requestId: label.requestId }}
                    search={before => ({ ...before })}
                    {...props}
                  />
                )}
              >
                {label.requestId}
              </Anchor>
              : {error?.message}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                dismiss(id);
                retry(label);
              }}
            >
              Save again
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => dismiss(id)}>
              Let it go
            </Button>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
