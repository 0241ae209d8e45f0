import { Button, Checkbox, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './ColumnChooser.module.css';
import type { RequestColumn } from './columns';
import { ShownColumns } from './ShownColumns';

const TITLES = { request: 'Request', score: 'Scores', property: 'Properties' } as const;
const MOST = 40; // of a group; the search finds the others

/** Selects the visible columns and their order. `onChange(undefined)` restores the default ones. */
export function ColumnChooser({
  columns,
  shown,
  onChange,
}: {
  columns: RequestColumn[];
  shown: RequestColumn[];
  onChange: (ids: string[] | undefined) => void;
}) {
  const [text, setText] = useState('');
  const ids = shown.map(({ id }) => id);
  const others = columns.filter(
    ({ id, title }) => !ids.includes(id) && title.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <Popover position="bottom-end" trapFocus width={280}>
      <Popover.Target>
        <Button size="xs" variant="default">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            size="xs"
            type="search"
            aria-label="Search columns"
            placeholder="Search columns"
            value={text}
            onChange={event => setText(event.currentTarget.value)}
          />
          <ScrollArea.Autosize mah="55vh" type="auto" viewportProps={{ tabIndex: 0 }}>
            <Stack gap="md" pe="md">
              {!text && <ShownColumns shown={shown} onChange={onChange} />}
              {(Object.keys(TITLES) as (keyof typeof TITLES)[]).map(group => (
                <OtherColumns
                  key={group}
                  title={TITLES[group]}
                  columns={others.filter(column => column.group === group)}
                  onAdd={id => onChange([...ids, id])}
                />
              ))}
              {text && !others.length && <Text size="xs">No other column has this name.</Text>}
            </Stack>
          </ScrollArea.Autosize>
          <Button size="xs" variant="default" onClick={() => onChange(undefined)}>
            Reset to default
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function OtherColumns({
  title,
  columns,
  onAdd,
}: {
  title: string;
  columns: RequestColumn[];
  onAdd: (id: string) => void;
}) {
  if (!columns.length) return null;
  return (
    <div role="group" aria-label={title}>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <ul className={classes.list}>
        {columns.slice(0, MOST).map(({ id, title: name }) => (
          <li key={id} className={classes.item}>
            <Checkbox size="xs" label={name} checked={false} onChange={() => onAdd(id)} />
          </li>
        ))}
      </ul>
      {columns.length > MOST && (
        <Text size="xs" c="dimmed">
          {columns.length - MOST} more: search for their names.
        </Text>
      )}
    </div>
  );
}
