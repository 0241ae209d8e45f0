import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatAbsolute } from '../lib/range';
import { fieldTime, utcTime } from '../lib/times';

/** Fields for the start and end of a range, in the viewer's time zone. `onChange` gets undefined while
 * they hold no range. */
export function TimeRangeFields({
  range: { start, end },
  onChange,
}: {
  range: { start: string; end: string };
  onChange: (range: string | undefined) => void;
}) {
  const inUrl = { from: fieldTime(new Date(start)), to: fieldTime(new Date(end)) };
  const [shown, setShown] = useState(inUrl);
  const [previous, setPrevious] = useState(inUrl);
  if (previous.from !== inUrl.from || previous.to !== inUrl.to) {
    setPrevious(inUrl);
    setShown(inUrl);
  }

  function change(changed: Partial<typeof shown>) {
    const next = { ...shown, ...changed };
    setShown(next);
    const chosen = { start: new Date(next.from), end: new Date(next.to) };
    onChange(chosen.start < chosen.end ? formatAbsolute(chosen) : undefined);
  }

  const isInvalid = !(new Date(shown.from) < new Date(shown.to));
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
