import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { TimeRangeFields } from '../components/TimeRangeFields';
import { formatAbsolute, resolveRange } from '../lib/range';

/** The start and end of a custom range. */
export function CustomRange({
  range,
  onChoose,
}: {
  range: string;
  onChoose: (range: string) => void;
}) {
  const [initial] = useState(() => formatAbsolute(resolveRange(range, new Date())));
  const [chosen, setChosen] = useState<string | undefined>(initial);
  const [start = '', end = ''] = initial.split('..');
  return (
    <Stack gap="xs">
      <TimeRangeFields range={{ start, end }} onChange={setChosen} />
      <Button size="xs" disabled={!chosen} onClick={() => chosen && onChoose(chosen)}>
        Apply
      </Button>
    </Stack>
  );
}
