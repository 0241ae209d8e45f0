import { Progress, Text } from '@mantine/core';
import { count } from '../../../lib/numbers';
import type { useExport } from './useExport';

/** The progress of an export, its error, or the number of exported rows. */
export function ExportStatus({
  start,
  done,
  expected,
}: Pick<ReturnType<typeof useExport>, 'start' | 'done'> & { expected: number }) {
  if (start.isPending) {
    return (
      <Progress
        value={expected ? (100 * done) / expected : 0}
        aria-label={`${count(done)} of ${count(expected)}`}
      />
    );
  }
  if (start.isError && start.error.name !== 'AbortError') {
    return (
      <Text size="xs" c="var(--mantine-color-error)" role="alert">
        {start.error.message}
      </Text>
    );
  }
  if (!start.isSuccess) return null;
  return (
    <Text size="xs" role="status">
      {count(start.data)} exported.
    </Text>
  );
}
