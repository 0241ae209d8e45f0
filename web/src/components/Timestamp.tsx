import { Tooltip } from '@mantine/core';
import { UNKNOWN } from '../lib/numbers';
import { localTime, utcTime } from '../lib/times';

/** A moment in the viewer's zone, in UTC when pointed at or focused. */
export function Timestamp({ at }: { at: string | null | undefined }) {
  const moment = at ? new Date(at) : null;
  if (!moment || Number.isNaN(moment.getTime())) return <>{at ?? UNKNOWN}</>;
  return (
    <Tooltip label={utcTime(moment)}>
      <time dateTime={moment.toISOString()}>{localTime(moment)}</time>
    </Tooltip>
  );
}
