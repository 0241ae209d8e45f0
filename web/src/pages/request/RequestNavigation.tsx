import { Button, Group, Kbd, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Neighbours } from '../../api/requests';

/** Links to the previous and next request in the list, and back to the list. */
export function RequestNavigation({
  neighbours,
  notice,
  go,
  children,
}: {
  neighbours: UseQueryResult<Neighbours>;
  notice: string; // such as "This is the last request in the list."
  go: (to: 'next' | 'previous') => void;
  children?: ReactNode; // what can be done with the request
}) {
  const { data, error } = neighbours;
  return (
    <Group gap="xs">
      <Text size="sm" role="status" c={error ? 'var(--g-bad)' : undefined}>
        {error ? error.message : notice}
      </Text>
      <Button
        size="xs"
        variant="subtle"
        renderRoot={props => <Link to="/requests" search={before => ({ ...before })} {...props} />}
      >
        Back to the list
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={data?.previous === null}
        onClick={() => go('previous')}
        rightSection={<Kbd size="xs">p</Kbd>}
      >
        Previous
      </Button>
      <Button
        size="xs"
        variant="default"
        disabled={data?.next === null}
        onClick={() => go('next')}
        rightSection={<Kbd size="xs">n</Kbd>}
      >
        Next
      </Button>
      {children}
    </Group>
  );
}
