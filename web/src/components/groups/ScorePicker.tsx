import { Button, Checkbox, Popover, ScrollArea, Stack, Text } from '@mantine/core';

/** Selects the scores that a page shows. */
export function ScorePicker({
  all,
  names,
  onChange,
}: {
  all: string[];
  names: string[];
  onChange: (names: string[]) => void;
}) {
  return (
    <Popover trapFocus position="bottom-end" withinPortal>
      <Popover.Target>
        <Button size="xs" variant="default">
          Scores ({names.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {all.length ? (
          <Checkbox.Group label="Scores to show" value={names} onChange={onChange}>
            <ScrollArea.Autosize mah={320} maw={300}>
              <Stack gap="xs" mt="xs">
                {all.map(name => (
                  <Checkbox key={name} size="xs" value={name} label={name} />
                ))}
              </Stack>
            </ScrollArea.Autosize>
          </Checkbox.Group>
        ) : (
          <Text size="sm">There are no scores yet.</Text>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
