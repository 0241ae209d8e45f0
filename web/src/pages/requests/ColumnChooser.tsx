import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import type { RequestColumn } from './columns';

const TITLES = { request: 'Request', score: 'Scores', property: 'Properties' } as const;

/** Selects the visible columns. `onChange(undefined)` restores the default ones. */
export function ColumnChooser({
  columns,
  shown,
  onChange,
}: {
  columns: RequestColumn[];
  shown: string[];
  onChange: (ids: string[] | undefined) => void;
}) {
  const toggle = (id: string) =>
    onChange(shown.includes(id) ? shown.filter(other => other !== id) : [...shown, id]);
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ScrollArea.Autosize mah="60vh" viewportProps={{ tabIndex: 0 }}>
          <Stack gap="md" pe="md">
            {(Object.keys(TITLES) as (keyof typeof TITLES)[]).map(group => (
              <ColumnGroup
                key={group}
                title={TITLES[group]}
                columns={columns.filter(column => column.group === group)}
                shown={shown}
                toggle={toggle}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={() => onChange(undefined)}>
            Reset to default
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnGroup({
  title,
  columns,
  shown,
  toggle,
}: {
  title: string;
  columns: RequestColumn[];
  shown: string[];
  toggle: (id: string) => void;
}) {
  if (!columns.length) return null;
  return (
    <Stack gap={6} role="group" aria-label={title}>
      <Text size="xs" c="dimmed" fw={600}>
        {title}
      </Text>
      {columns.map(({ id, title: name }) => (
        <Checkbox
          key={id}
          size="xs"
          label={name}
          checked={shown.includes(id)}
          disabled={shown.length === 1 && shown[0] === id}
          onChange={() => toggle(id)}
        />
      ))}
    </Stack>
  );
}
