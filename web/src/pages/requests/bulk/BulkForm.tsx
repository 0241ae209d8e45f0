import { Button, Group, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from '../../../components/states';
import { count } from '../../../lib/numbers';

export interface BulkFormProps {
  ids: string[]; // of the selected requests
  onDone: () => void;
}

/** The frame of the form of a bulk action. */
export function BulkForm({
  verb,
  ids,
  isValid,
  change,
  onDone,
  children,
}: BulkFormProps & {
  verb: string; // on the button, before the number of requests
  isValid: boolean;
  change: UseMutationResult<void, Error, void>;
  children: ReactNode;
}) {
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (isValid) change.mutate(undefined, { onSuccess: onDone });
      }}
    >
      <Stack gap="xs">
        {children}
        {change.isError && <ErrorAlert error={change.error} />}
        <Group gap="xs">
          <Button size="xs" type="submit" disabled={!isValid} loading={change.isPending}>
            {verb} {count(ids.length)} {ids.length === 1 ? 'request' : 'requests'}
          </Button>
          <Button size="xs" variant="subtle" onClick={onDone}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
