import { Popover, Text, UnstyledButton } from '@mantine/core';

/** What a statement may be and take. */
export function LimitsHelp() {
  return (
    <Popover width={320} position="bottom-end" withinPortal>
      <Popover.Target>
        <UnstyledButton fz="xs" td="underline">
          What is limited
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">
          One SELECT at a time, which changes nothing, for ten seconds at most. The tables are those
          beside the editor; functions that reach files or other machines are not there. Shown are
          the first 10,000 rows; a CSV file has up to 100,000. Moments are in UTC.
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
