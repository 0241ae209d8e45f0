import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { TimeChart } from '../../components/charts/TimeChart';
import { ErrorAlert } from '../../components/states';
import { Timestamp } from '../../components/Timestamp';
import classes from './Alerts.module.css';
import { type AlertFields, changeOf, isWatchable, thresholdOf } from './fields';
import { EventTable } from './History';
import { type AlertPreview, previewAlert } from './queries';
import { describeCounts, formatValue } from './words';

const DAYS = { threshold: 21, change: 90 };

/** What the alert would have done in the last weeks. */
export function Preview({ fields }: { fields: AlertFields }) {
  const { kind } = fields;
  const watched = kind === 'change' ? changeOf(fields) : thresholdOf(fields);
  const asked = JSON.stringify(watched);
  const asking = useMutation({
    mutationFn: async () => ({
      asked,
      found: await previewAlert({ ...watched, days: DAYS[kind] }),
    }),
  });
  const shown = asking.data?.asked === asked ? asking.data.found : undefined; // else it is about other levels
  return (
    <>
      <div>
        <Button
          variant="default"
          loading={asking.isPending}
          disabled={!isWatchable(fields)}
          onClick={() => asking.mutate()}
        >
          Try it on the last weeks
        </Button>
      </div>
      {asking.error && <ErrorAlert error={asking.error} />}
      <div role="status">{shown && <Found fields={fields} found={shown} />}</div>
    </>
  );
}

function Found({ fields, found }: { fields: AlertFields; found: AlertPreview }) {
  return (
    <>
      <p className={classes.sentence}>
        {describeCounts(found.alerts, found.warnings, found.messages)} This is about the time since{' '}
        <Timestamp at={found.start} />.
      </p>
      {found.windows.length > 0 && <Windows fields={fields} found={found} />}
      {found.events.length > 0 && (
        <EventTable events={found.events} label="What it would have said" />
      )}
    </>
  );
}

/** The metric in the past, with the level. */
function Windows({ fields, found }: { fields: AlertFields; found: AlertPreview }) {
  const { metric } = fields;
  const { alert } = thresholdOf(fields);
  const series = useMemo(
    () => [
      {
        name: found.what,
        points: found.windows.map(({ at, value, low, high, n }) => ({
          at: new Date(at).getTime(),
          value,
          low,
          high,
          n,
        })),
      },
      {
        name: 'alert',
        tone: 'bad' as const,
        points: found.windows.map(({ at }) => ({ at: new Date(at).getTime(), value: alert })),
      },
    ],
    [found, alert],
  );
  const format = useMemo(() => (value: number | null) => formatValue(metric, value), [metric]);
  return (
    <TimeChart label={`${found.what} in the past`} series={series} format={format} height={180} />
  );
}
