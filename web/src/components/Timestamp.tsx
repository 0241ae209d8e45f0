import { Tooltip } from '@mantine/core';
import { UNKNOWN } from '../lib/numbers';
import { localTime, utcTime } from '../lib/times';

/** A timestamp in the viewer's time zone; hovering or focusing shows it in UTC. */
export function Timestamp({ at }: { at: string | null | undefined }) {
  const time = at ? new Date(at) : null;
  if (!time || Number.isNaN(time.getTime())) return <>{at ?? UNKNOWN}</>;
  return (
    <Tooltip label={utcTime(time)}>
      <time dateTime={time.toISOString()}>{localTime(time)}</time>
    </Tooltip>
  );
}
