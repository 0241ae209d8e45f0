import { Anchor, Button, Group, Kbd, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Neighbours } from '../../api/requests';

/** To the ones beside it in the list, and back to the list. */
export function RequestNavigation({
  neighbours,
  atEnd,
  go,
  onHelp,
}: {
  neighbours: UseQueryResult<Neighbours>;
  atEnd: string;
  go: (to: 'next' | 'previous') => void;
  onHelp: () => void;
}) {
  const { data, error } = neighbours;
  return (
    <Group gap="xs">
      <Text size="sm" role="status" c={error ? 'var(--mantine-color-error)' : undefined}>
        {error ? error.message : atEnd}
      </Text>
      <Anchor
        size="sm"
        renderRoot={props => <Link to="/requests" search={before => ({ ...before })} {...props} />}
      >
        The list
      </Anchor>
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
      <Button size="xs" variant="default" onClick={onHelp} aria-label="Keys">
        ?
      </Button>
    </Group>
  );
}
