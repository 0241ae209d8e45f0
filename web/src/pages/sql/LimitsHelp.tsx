import { Popover, Text, UnstyledButton } from '@mantine/core';

/** Explains the limits of statements. */
export function LimitsHelp() {
  return (
    <Popover width={320} position="bottom-end" withinPortal>
      <Popover.Target>
        <UnstyledButton fz="xs" c="var(--g-accent)">
          Limits
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">
          One read-only SELECT statement at a time, for up to ten seconds. It can use the tables
          beside the editor, but no functions that access files or other machines. The page shows
          the first 10,000 rows; a CSV file has up to 100,000. Timestamps are in UTC.
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
