import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { liveQuery } from '../api/live';
import { type Bounds, resolveRange, bucketUnit, type BucketUnit } from '../lib/range';

const STEP_MS = 5_000;

export interface Range extends Bounds {
  bucket: BucketUnit;
  live: boolean;
  key: string; // for query keys: the same while nothing has to be asked anew
  timeFilter: { start: string; end: string }; // as Helicone's questions take it
  timeRange: { start: string; end: string }; // … and those on scores
}

/** The range in the URL. While "live" is on it moves along, and so asks anew, when something was written to the store. */
export function useRange(): Range {
  const { range, live = false } = useSearch({ strict: false });
  const started = useStartTime(live, range);
  const { data: shown } = useQuery({ ...liveQuery, enabled: live });
  const now = live && shown ? Math.max(rounded(shown.at), started) : started;
  const version = live ? shown?.version : undefined;
  return useMemo(() => {
    const { start, end } = resolveRange(range, new Date(now));
    const text = { start: start.toISOString(), end: end.toISOString() };
    return {
      start,
      end,
      bucket: bucketUnit({ start, end }),
      live,
      key: `${text.start}..${text.end} ${version ?? ''}`,
      timeFilter: text,
      timeRange: text,
    };
  }, [range, live, now, version]);
}

/** When this was first asked, or the range was chosen. In steps, so that all parts of a page that start together ask
 * with one key. */
function useStartTime(live: boolean, range: string | undefined): number {
  const [started, setStarted] = useState(() => ({ live, range, at: current() }));
  if (started.live !== live || started.range !== range) setStarted({ live, range, at: current() });
  return started.at;
}

const rounded = (moment: number) => Math.ceil(moment / STEP_MS) * STEP_MS;
const current = () => rounded(Date.now());
