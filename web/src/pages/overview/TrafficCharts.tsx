import type { UseQueryResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { FilterTree } from '../../lib/filter';
import { compact, cost, count, percent, tickDuration } from '../../lib/numbers';
import { formatAbsolute } from '../../lib/range';
import type { Range } from '../../hooks/useRange';
import { FailedLink } from './Kpis';
import type { Mark } from '../../components/charts/timeSeries';
import { ModelTable } from './ModelTable';
import classes from './overview.module.css';
import type { Bucket, Traffic } from './queries';
import { SeriesPanel } from './SeriesPanel';

const REQUESTS = { Requests: ({ requests }: Bucket) => requests };
const FAILED = { Failed: ({ errors, requests }: Bucket) => errors / requests };
const COST = { Cost: ({ cost }: Bucket) => cost };
const TOKENS = {
  Prompt: (bucket: Bucket) => bucket.prompt_tokens,
  Completion: (bucket: Bucket) => bucket.completion_tokens,
};
const LATENCY = {
  p50: (bucket: Bucket) => bucket.latency_quantiles!['0.5']!,
  p95: (bucket: Bucket) => bucket.latency_quantiles!['0.95']!,
};
const FIRST_TOKEN = {
  p50: (bucket: Bucket) => bucket.time_to_first_token_quantiles!['0.5']!,
  p95: (bucket: Bucket) => bucket.time_to_first_token_quantiles!['0.95']!,
};

interface TrafficChartsProps {
  query: UseQueryResult<Traffic>;
  range: Range;
  filter: FilterTree;
  marks: readonly Mark[];
}

/** Requests, failures, cost, tokens and latency over time, and the models. A click on a bar or point narrows the range to
 * it; on a failure, it opens the failed requests of that time. */
export function TrafficCharts({ query, range, filter, marks }: TrafficChartsProps) {
  const navigate = useNavigate();
  const buckets = query.data?.buckets;
  const ended = useMemo(() => buckets?.filter(each => each.latency_quantiles), [buckets]);
  const streamed = useMemo(
    () => buckets?.filter(each => each.time_to_first_token_quantiles),
    [buckets],
  );
  const narrow = (bucket: { start: Date; end: Date }) =>
    void navigate({ to: '.', search: now => ({ ...now, range: formatAbsolute(bucket) }) });
  const openFailed = (bucket: { start: Date; end: Date }) =>
    void navigate({
      to: '/requests',
      search: now => ({
        ...now,
        range: formatAbsolute(bucket),
        f: [...(now.f ?? []), { field: 'failed', op: 'is', value: 'true' } as const],
      }),
    });
  const now = query.data?.periods.now;
  const shared = { query, range, marks, onSelect: narrow };
  const bars = { ...shared, buckets, bars: true };
  const times = { ...shared, format: tickDuration };
  return (
    <>
      <div className={classes.charts}>
        <SeriesPanel
          title="Requests"
          figure={now && count(now.requests)}
          columns={REQUESTS}
          format={compact}
          {...bars}
        />
        <SeriesPanel
          title="Failed"
          figure={now && <FailedLink errors={now.errors}>{errorCount(now.errors)}</FailedLink>}
          columns={FAILED}
          format={percent}
          {...bars}
          isError
          onSelect={openFailed}
        />
      </div>
      <div className={classes.thirds}>
        <SeriesPanel
          title="Cost"
          figure={now && cost(now.cost)}
          columns={COST}
          format={cost}
          {...bars}
        />
        <SeriesPanel title="Latency" buckets={ended} columns={LATENCY} {...times} />
        <SeriesPanel
          title="Time to first token"
          buckets={streamed}
          columns={FIRST_TOKEN}
          {...times}
        />
      </div>
      <div className={classes.charts}>
        <ModelTable range={range} filter={filter} />
        <SeriesPanel
          title="Tokens"
          figure={now && compact(now.prompt_tokens + now.completion_tokens)}
          columns={TOKENS}
          format={compact}
          {...bars}
        />
      </div>
    </>
  );
}

/** 1 error, 28 errors */
const errorCount = (errors: number) => `${count(errors)} ${errors === 1 ? 'error' : 'errors'}`;
