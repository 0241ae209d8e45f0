import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { count } from '../../lib/numbers';
import { useCopy } from '../../hooks/useCopy';

/** What can be done with the requests that are chosen, and `children`, which also go without. */
export function SelectionBar({
  ids,
  clear,
  children,
}: {
  ids: string[];
  clear: () => void;
  children: ReactNode;
}) {
  const { copied, copy } = useCopy();
  return (
    <Group gap="xs" role="group" aria-label="Chosen requests">
      {ids.length > 0 && (
        <>
          <Text size="sm">{count(ids.length)} chosen</Text>
          <Button size="xs" variant="default" onClick={() => copy(ids.join('\n'))}>
            {copied ? 'Copied' : 'Copy ids'}
          </Button>
          <Button size="xs" variant="default" onClick={clear}>
            Choose none
          </Button>
        </>
      )}
      {children}
    </Group>
  );
}
