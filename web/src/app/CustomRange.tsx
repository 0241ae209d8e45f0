import '@mantine/dates/styles.css';
import { Button, Stack } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formatAbsolute, resolveRange } from '../lib/range';

const FORMAT = 'YYYY-MM-DD HH:mm:ss'; // of the picker, in local time

/** Pickers for the start and end of a custom range. */
export default function CustomRange({
  range,
  onChoose,
}: {
  range: string;
  onChoose: (range: string) => void;
}) {
  const [initial] = useState(() => resolveRange(range, new Date()));
  const [start, setStart] = useState<string | null>(dayjs(initial.start).format(FORMAT));
  const [end, setEnd] = useState<string | null>(dayjs(initial.end).format(FORMAT));
  const chosen = start && end ? { start: dayjs(start).toDate(), end: dayjs(end).toDate() } : null;
  const isValid = chosen && chosen.start < chosen.end;
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
        error={chosen && !isValid ? 'Must be after the start' : undefined}
        popoverProps={{ withinPortal: false }}
      />
      <Button
        size="xs"
        disabled={!isValid}
        onClick={() => chosen && onChoose(formatAbsolute(chosen))}
      >
        Apply
      </Button>
    </Stack>
  );
}
