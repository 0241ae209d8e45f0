import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { compact, cost, count, duration, percent } from '../../lib/numbers';
import type { Condition } from '../../lib/filter';
import { ChangeNote } from './ChangeNote';
import { type Change, differenceText, isSeen, relativeChange, toneOf } from './changes';
import classes from './overview.module.css';
import type { Bucket, Periods, Traffic } from './queries';
import { TinyLine } from './TinyLine';

/** The five numbers of the time, each against the time before. */
export function Kpis({ traffic, before }: { traffic: Traffic | undefined; before: string }) {
  if (!traffic) return <Skeleton height={98} radius="md" className={classes.kpis} />;
  const { periods, buckets } = traffic;
  const { now } = periods;
  const line = (value: (bucket: Bucket) => number | null | undefined) => buckets.map(value);
  return (
    <section className={classes.kpis} aria-label={`Compared with ${before}`}>
      <Kpi
        label="Requests"
        change={plain(now.requests, periods.before.requests)}
        values={line(({ requests }) => requests)}
      >
        {now.requests < 100_000 ? count(now.requests) : compact(now.requests)}
      </Kpi>
      <Kpi
        label="Failed"
        change={failedChange(periods)}
        values={line(({ errors, requests }) => errors / requests)}
        isBad
      >
        <FailedLink errors={now.errors}>
          {now.requests ? percent(now.errors / now.requests) : '–'}
        </FailedLink>
      </Kpi>
      <Kpi
        label="Cost"
        change={plain(now.cost, periods.before.cost)}
        values={line(bucket => bucket.cost)}
      >
        {cost(now.cost)}
      </Kpi>
      <Kpi
        label="Latency p50"
        change={timeChange(periods, 'latency')}
        values={line(bucket => bucket.latency_quantiles?.['0.5'])}
      >
        {duration(now.latency_quantiles?.['0.5'])}
      </Kpi>
      <Kpi
        label="First token p50"
        change={timeChange(periods, 'time_to_first_token')}
        values={line(bucket => bucket.time_to_first_token_quantiles?.['0.5'])}
      >
        {duration(now.time_to_first_token_quantiles?.['0.5'])}
      </Kpi>
    </section>
  );
}

const FAILED: Condition = { field: 'failed', op: 'is', value: 'true' };

/** "2.9%", which leads to the failed requests. */
export function FailedLink({ errors, children }: { errors: number; children: ReactNode }) {
  if (!errors) return children;
  return (
    <Link
      to="/requests"
      search={before => ({ ...before, f: [...(before.f ?? []), FAILED] })}
      className={classes.kpiLink}
      title={`Open the ${count(errors)} failed requests`}
    >
      {children}
    </Link>
  );
}

function Kpi({
  label,
  change,
  values,
  isBad = false,
  children,
}: {
  label: string;
  change: Change | null;
  values: (number | null | undefined)[];
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.kpi}>
      <div className={classes.kpiLabel}>{label}</div>
      <div className={classes.kpiValue}>{children}</div>
      <div className={classes.kpiFoot}>
        <ChangeNote change={change ?? { text: 'nothing before', tone: 'neutral' }} />
        <TinyLine values={values} isBad={isBad} />
      </div>
    </div>
  );
}

function plain(now: number | null, before: number | null): Change | null {
  const text = relativeChange(now, before);
  return text === null ? null : { text, tone: 'neutral' };
}

function failedChange({ error_rate: { difference, interval } }: Periods): Change | null {
  if (difference === null) return null;
  const text = isSeen(interval) ? differenceText(difference, interval, true) : 'no change seen';
  const hint = `${differenceText(difference, interval, true)}, with its 95% interval`;
  return { text, tone: toneOf(interval, 'lower'), hint };
}

/** The median relative to before; certain if the means differ for certain, and in the same direction. */
function timeChange(periods: Periods, name: 'latency' | 'time_to_first_token'): Change | null {
  const quantiles = `${name}_quantiles` as const;
  const [now, before] = [periods.now, periods.before].map(each => each[quantiles]?.['0.5']);
  const text = relativeChange(now, before);
  if (text === null) return null;
  const { difference, interval } = periods[name];
  const agrees = (difference ?? 0) > 0 === (now ?? 0) > (before ?? 0);
  const { low, high } = interval;
  const hint =
    typeof low === 'number' && typeof high === 'number'
      ? `The mean differs by ${duration(low)} to ${duration(high)} (95% interval)`
      : undefined;
  return { text, tone: agrees ? toneOf(interval, 'lower') : 'neutral', hint };
}
