import { Tooltip } from '@mantine/core';
import { UNKNOWN } from '../lib/numbers';
import { localTime, shortTime, utcTime } from '../lib/times';

/** A timestamp in the viewer's time zone, to the minute or, if `precise`, to the second; hovering or focusing shows it in
 * UTC. */
export function Timestamp({ at, precise }: { at: string | null | undefined; precise?: boolean }) {
  const time = at ? new Date(at) : null;
  if (!time || Number.isNaN(time.getTime())) return <>{at ?? UNKNOWN}</>;
  return (
    <Tooltip label={utcTime(time)}>
      <time dateTime={time.toISOString()} style={{ whiteSpace: 'nowrap' }}>
        {(precise ? localTime : shortTime)(time)}
      </time>
    </Tooltip>
  );
}
