import '@mantine/dates/styles.css';
import { Button, Stack } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formatAbsolute, resolveRange } from '../lib/range';

const FORMAT = 'YYYY-MM-DD HH:mm:ss'; // as the picker writes local times

/** Two moments of one's own. */
export default function CustomRange({
  range,
  onChoose,
}: {
  range: string;
  onChoose: (range: string) => void;
}) {
  const [now] = useState(() => resolveRange(range, new Date()));
  const [start, setStart] = useState<string | null>(dayjs(now.start).format(FORMAT));
  const [end, setEnd] = useState<string | null>(dayjs(now.end).format(FORMAT));
  const chosen = start && end ? { start: dayjs(start).toDate(), end: dayjs(end).toDate() } : null;
  const possible = chosen && chosen.start < chosen.end;
  return (
    <Stack gap="xs">
      <DateTimePicker
        size="xs"
        label="From"
        value={start}
        onChange={setStart}
        popoverProps={{ withinPortal: false }}
      />
      <DateTimePicker
        size="xs"
        label="To"
        value={end}
        onChange={setEnd}
        error={chosen && !possible ? 'Must be later than the first' : undefined}
        popoverProps={{ withinPortal: false }}
      />
      <Button
        size="xs"
        disabled={!possible}
        onClick={() => chosen && onChoose(formatAbsolute(chosen))}
      >
        Show
      </Button>
    </Stack>
  );
}
