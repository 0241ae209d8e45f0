import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { liveQuery } from '../api/live';
import { type Bounds, resolveRange, bucketUnit, type BucketUnit } from '../lib/range';

const STEP_MS = 5_000;

export interface Range extends Bounds {
  bucket: BucketUnit;
  live: boolean;
  key: string; // for query keys: changes when queries have to be repeated
  timeFilter: { start: string; end: string }; // for bodies of the Helicone-compatible endpoints
  timeRange: { start: string; end: string }; // for bodies of all other endpoints
}

/** The time range in the URL. While "Live" is on, it moves forward when something was written to the store, which repeats
 * the queries that depend on it. */
export function useRange(): Range {
  const { range, live = false } = useSearch({ strict: false });
  const started = useStartTime(live, range);
  const { data: state } = useQuery({ ...liveQuery, enabled: live });
  const now = live && state ? Math.max(roundUp(state.at), started) : started;
  const version = live ? state?.version : undefined;
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

/** When the component was mounted or the range was chosen, rounded up: parts of a page that start together share one
 * query key. */
function useStartTime(live: boolean, range: string | undefined): number {
  const [started, setStarted] = useState(() => ({ live, range, at: currentStep() }));
  if (started.live !== live || started.range !== range)
    setStarted({ live, range, at: currentStep() });
  return started.at;
}

const roundUp = (time: number) => Math.ceil(time / STEP_MS) * STEP_MS;
const currentStep = () => roundUp(Date.now());
