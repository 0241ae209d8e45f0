import { Button, Popover, Text } from '@mantine/core';
import { type ComponentType, useState } from 'react';
import { useCanScore } from '../../../hooks/useCanScore';
import { useCopy } from '../../../hooks/useCopy';
import { count } from '../../../lib/numbers';
import type { Selection } from '../useSelection';
import type { BulkFormProps } from './BulkForm';
import { BulkProperty } from './BulkProperty';
import { BulkQueue } from './BulkQueue';
import { BulkScore } from './BulkScore';

/** What can be done with all selected requests at once. */
const ACTIONS: { label: string; Form: ComponentType<BulkFormProps> }[] = [
  { label: 'Score', Form: BulkScore },
  { label: 'Set property', Form: BulkProperty },
  { label: 'Add to queue', Form: BulkQueue },
];

export function BulkActions({ selection: { ids, clear } }: { selection: Selection }) {
  const [open, setOpen] = useState<string | null>(null);
  const { copied, copy } = useCopy();
  const mayChange = useCanScore();
  return (
    <>
      <Text size="sm">{count(ids.length)} selected</Text>
      {mayChange &&
        ACTIONS.map(({ label, Form }) => (
          <Popover
            key={label}
            position="bottom-end"
            width={280}
            trapFocus
            opened={open === label}
            onChange={isOpen => setOpen(isOpen ? label : null)}
          >
            <Popover.Target>
              <Button
                size="xs"
                variant="default"
                onClick={() => setOpen(open === label ? null : label)}
              >
                {label}
              </Button>
            </Popover.Target>
            <Popover.Dropdown>
              <Form ids={ids} onDone={() => setOpen(null)} />
            </Popover.Dropdown>
          </Popover>
        ))}
      <Button size="xs" variant="default" onClick={() => copy(ids.join('\n'))}>
        {copied ? 'Copied' : 'Copy ids'}
      </Button>
      <Button size="xs" variant="default" onClick={clear}>
        Clear selection
      </Button>
    </>
  );
}
