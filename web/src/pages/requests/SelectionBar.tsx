import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { count } from '../../lib/numbers';
import { useCopy } from '../../hooks/useCopy';

/** Actions for the selected requests, and `children`, which are shown without a selection too. */
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
    <Group gap="xs" role="group" aria-label="Selected requests">
      {ids.length > 0 && (
        <>
          <Text size="sm">{count(ids.length)} selected</Text>
          <Button size="xs" variant="default" onClick={() => copy(ids.join('\n'))}>
            {copied ? 'Copied' : 'Copy ids'}
          </Button>
          <Button size="xs" variant="default" onClick={clear}>
            Clear selection
          </Button>
        </>
      )}
      {children}
    </Group>
  );
}
