import {
  Alert,
  Button,
  Group,
  Loader,
  Skeleton,
  Stack,
  Text,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';

const SLOW_MS = 500;
const ROW_HEIGHT = 28;

/** Placeholder for content that is loading. Says what it waits for after half a second, in place of its last row. */
export function Loading({ what, rows = 3 }: { what: string; rows?: number }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Stack gap="xs" aria-busy="true" role="status" py="sm">
      {Array.from({ length: slow ? rows - 1 : rows }, (_, row) => (
        <Skeleton key={row} height={ROW_HEIGHT} aria-hidden="true" />
      ))}
      {slow ? (
        <Group gap="xs" h={ROW_HEIGHT}>
          <Loader size="xs" aria-hidden="true" />
          <Text size="sm" c="dimmed">
            Loading {what} …
          </Text>
        </Group>
      ) : (
        <VisuallyHidden>Loading {what}</VisuallyHidden>
      )}
    </Stack>
  );
}

/** An error in the server's words, with a button to try again. */
export function ErrorAlert({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <Alert
      color="red"
      variant="outline"
      title="Something went wrong"
      role="alert"
      my="sm"
      styles={{ title: { color: 'var(--mantine-color-text)' } }} // red is too light for text
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {error.message}
      </Text>
      {retry && (
        <Button mt="sm" size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}

/** Says that there is nothing to show, why, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" ta="center">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children && <Text c="dimmed">{children}</Text>}
    </Stack>
  );
}
