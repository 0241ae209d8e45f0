import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { compact, cost, count, duration, percent } from '../../lib/numbers';
import { formatDifference } from '../../lib/differences';
import type { Condition } from '../../lib/filter';
import { type MetricName, METRICS } from '../../lib/metrics';
import { ChangeNote } from './ChangeNote';
import { type Change, isSeen, relativeChange, toneOf } from './changes';
import classes from './overview.module.css';
import type { Bucket, ComparedMetric, Periods, Traffic } from './queries';
import { TinyLine } from './TinyLine';

/** The five numbers of the time, each against the time before. */
export function Kpis({
  traffic,
  metrics,
  before,
}: {
  traffic: Traffic | undefined;
  metrics: ComparedMetric[] | undefined; // against the time before
  before: string;
}) {
  if (!traffic) return <Waiting />;
  const { periods, buckets } = traffic;
  const { now } = periods;
  const metric = (name: MetricName) => metrics?.find(each => each.name === name);
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
        explains="error_rate"
        change={failedChange(metric('error_rate'))}
        values={line(({ errors, requests }) => errors / requests)}
        isBad
      >
        <FailedLink errors={now.errors}>
          {now.requests ? percent(now.errors / now.requests) : '–'}
        </FailedLink>
      </Kpi>
      <Kpi
        label="Cost"
        explains="cost_usd"
        change={plain(now.cost, periods.before.cost)}
        values={line(bucket => bucket.cost)}
      >
        {cost(now.cost)}
      </Kpi>
      <Kpi
        label="Latency p50"
        explains="latency_ms"
        change={timeChange(periods, 'latency', metric('latency_ms'))}
        values={line(bucket => bucket.latency_quantiles?.['0.5'])}
      >
        {duration(now.latency_quantiles?.['0.5'])}
      </Kpi>
      <Kpi
        label="First token p50"
        explains="time_to_first_token_ms"
        change={timeChange(periods, 'time_to_first_token', metric('time_to_first_token_ms'))}
        values={line(bucket => bucket.time_to_first_token_quantiles?.['0.5'])}
      >
        {duration(now.time_to_first_token_quantiles?.['0.5'])}
      </Kpi>
    </section>
  );
}

/** A place for each number. */
const Waiting = () => (
  <div className={classes.kpis}>
    {Array.from({ length: 5 }, (_, index) => (
      <Skeleton key={index} height={98} radius="md" />
    ))}
  </div>
);

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
  explains,
  values,
  isBad = false,
  children,
}: {
  label: string;
  change: Change | null;
  explains?: MetricName; // what the change leads to
  values: (number | null | undefined)[];
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.kpi}>
      <div className={classes.kpiLabel}>{label}</div>
      <div className={classes.kpiValue}>{children}</div>
      <div className={classes.kpiFoot}>
        <ExplainLink metric={change ? explains : undefined}>
          <ChangeNote change={change ?? { text: 'nothing before', tone: 'neutral' }} />
        </ExplainLink>
        <TinyLine values={values} isBad={isBad} />
      </div>
    </div>
  );
}

/** Leads to what explains the change of the metric. */
function ExplainLink({
  metric,
  children,
}: {
  metric: MetricName | undefined;
  children: ReactNode;
}) {
  if (!metric) return children;
  return (
    <Link
      to="/explain"
      search={before => ({ ...before, metric })}
      className={classes.changeLink}
      aria-description={`What explains the change of ${METRICS[metric].title}`}
    >
      {children}
    </Link>
  );
}

function plain(now: number | null, before: number | null): Change | null {
  const text = relativeChange(now, before);
  return text === null ? null : { text, tone: 'neutral' };
}

function failedChange(failed: ComparedMetric | undefined): Change | null {
  if (!failed || failed.difference === null) return null;
  const words = formatDifference('share', failed.difference, failed.interval);
  const text = isSeen(failed.interval) ? words : 'no change seen';
  return { text, tone: toneOf(failed.interval, 'lower'), hint: `${words}, with its 95% interval` };
}

/** The median relative to before; certain if the means differ for certain, and in the same direction. */
function timeChange(
  periods: Periods,
  name: 'latency' | 'time_to_first_token',
  mean: ComparedMetric | undefined,
): Change | null {
  const quantiles = `${name}_quantiles` as const;
  const [now, before] = [periods.now, periods.before].map(each => each[quantiles]?.['0.5']);
  const text = relativeChange(now ?? null, before ?? null);
  if (text === null || !mean || mean.difference === null)
    return text === null ? null : { text, tone: 'neutral' };
  const agrees = mean.difference > 0 === (now ?? 0) > (before ?? 0);
  return {
    text,
    tone: agrees ? toneOf(mean.interval, 'lower') : 'neutral',
    hint: `The mean differs by ${formatDifference('ms', mean.difference, mean.interval)}`,
  };
}
