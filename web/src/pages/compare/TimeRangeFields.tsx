import { Group, TextInput } from '@mantine/core';
import dayjs from 'dayjs';
import { useState } from 'react';
import { formatAbsolute } from '../../lib/range';
import { utcTime } from '../../lib/times';

const FORMAT = 'YYYY-MM-DDTHH:mm:ss'; // as the browser's field for a moment has it, in the viewer's zone

/** From when to when, in the viewer's zone. */
export function TimeRangeFields({
  range: { start, end },
  onChange,
}: {
  range: { start: string; end: string };
  onChange: (range: string) => void;
}) {
  const inUrl = { from: dayjs(start).format(FORMAT), to: dayjs(end).format(FORMAT) };
  const [shown, setShown] = useState(inUrl);
  const [before, setBefore] = useState(inUrl);
  if (before.from !== inUrl.from || before.to !== inUrl.to) {
    setBefore(inUrl);
    setShown(inUrl);
  }

  function change(changed: Partial<typeof shown>) {
    const next = { ...shown, ...changed };
    setShown(next);
    const chosen = { start: dayjs(next.from).toDate(), end: dayjs(next.to).toDate() };
    if (chosen.start < chosen.end) onChange(formatAbsolute(chosen));
  }

  const wrong = !(dayjs(shown.from) < dayjs(shown.to));
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
        error={wrong && 'Must be later than the first'}
        onChange={event => change({ to: event.currentTarget.value })}
      />
    </Group>
  );
}
