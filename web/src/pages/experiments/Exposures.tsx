import { useMemo } from 'react';
import { TimeChart } from '../../components/charts/TimeChart';
import type { Series } from '../../components/charts/timeSeries';
import { Panel } from '../../components/Panel';
import { count } from '../../lib/numbers';
import type { Verdict } from './queries';

/** How many requests each arm had on each day. */
export function Exposures({ verdict: { exposures, control, arms } }: { verdict: Verdict }) {
  const series = useMemo(
    (): Series[] =>
      [control, ...arms.map(({ arm }) => arm)].map(name => ({
        name,
        points: exposures.map(({ day, requests }) => ({
          at: new Date(`${day}T00:00:00`).getTime(), // as a day of the viewer, though it is one of UTC
          value: requests[name] ?? 0,
        })),
      })),
    [exposures, control, arms],
  );
  if (!exposures.length) return null;
  return (
    <Panel title="Requests by day, in UTC">
      <TimeChart label="Requests of each arm by day" series={series} format={count} height={170} />
    </Panel>
  );
}
