import { Group, TextInput } from '@mantine/core';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formatAbsolute } from '../../lib/range';
import { utcTime } from '../../lib/times';

const FORMAT = 'YYYY-MM-DDTHH:mm:ss'; // of the browser's datetime-local field, in the viewer's zone

/** Fields for the start and end of a range, in the viewer's time zone. */
export function TimeRangeFields({
  range: { start, end },
  onChange,
}: {
  range: { start: string; end: string };
  onChange: (range: string) => void;
}) {
  const inUrl = { from: dayjs(start).format(FORMAT), to: dayjs(end).format(FORMAT) };
  const [shown, setShown] = useState(inUrl);
  const [previous, setPrevious] = useState(inUrl);
  if (previous.from !== inUrl.from || previous.to !== inUrl.to) {
    setPrevious(inUrl);
    setShown(inUrl);
  }

  function change(changed: Partial<typeof shown>) {
    const next = { ...shown, ...changed };
    setShown(next);
    const chosen = { start: dayjs(next.from).toDate(), end: dayjs(next.to).toDate() };
    if (chosen.start < chosen.end) onChange(formatAbsolute(chosen));
  }

  const isInvalid = !(dayjs(shown.from) < dayjs(shown.to));
  return (
    <Group gap="xs" align="start">
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        label="From"
        title={utcTime(new Date(start))}
        value={shown.from}
        onChange={event => change({ from: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        type="datetime-local"
        step={1}
        label="To"
        title={utcTime(new Date(end))}
        value={shown.to}
        error={isInvalid && 'Must be after the start'}
        onChange={event => change({ to: event.currentTarget.value })}
      />
    </Group>
  );
}
