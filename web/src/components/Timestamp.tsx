import { Tooltip } from '@mantine/core';
import { UNKNOWN } from '../lib/numbers';
import { local, utc } from '../lib/times';

/** A moment in the viewer's zone, in UTC when pointed at or focused. */
export function Moment({ at }: { at: string | null | undefined }) {
  const moment = at ? new Date(at) : null;
  if (!moment || Number.isNaN(moment.getTime())) return <>{at ?? UNKNOWN}</>;
  return (
    <Tooltip label={utc(moment)}>
      <time dateTime={moment.toISOString()}>{local(moment)}</time>
    </Tooltip>
  );
}
