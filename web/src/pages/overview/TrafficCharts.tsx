import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FilterTree } from '../../lib/filter';
import { cost, count, duration, percent, compact } from '../../lib/numbers';
import type { Range } from '../../hooks/useRange';
import { ModelTable } from './ModelTable';
import { type Bucket, trafficQuery } from './queries';
import { SeriesPanel } from './SeriesPanel';

const OUTCOMES = {
  Successful: ({ requests, errors }: Bucket) => requests - errors,
  Errors: ({ errors }: Bucket) => errors,
};
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

/** Requests, cost, tokens and latency over time, and the models. */
export function TrafficCharts({ range, filter }: { range: Range; filter: FilterTree }) {
  const query = useQuery(trafficQuery(range, filter));
  const buckets = query.data?.buckets;
  const ended = useMemo(() => buckets?.filter(each => each.latency_quantiles), [buckets]);
  const streamed = useMemo(
    () => buckets?.filter(each => each.time_to_first_token_quantiles),
    [buckets],
  );
  const { total } = query.data ?? {};
  const counts = { query, buckets, range, bars: true };
  const times = { query, range, format: duration };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
      <SeriesPanel
        title="Requests"
        figure={total && formatRequests(total.requests, total.errors)}
        columns={OUTCOMES}
        format={compact}
        {...counts}
      />
      <SeriesPanel
        title="Cost"
        figure={total && cost(total.cost)}
        columns={COST}
        format={cost}
        {...counts}
      />
      <SeriesPanel
        title="Tokens"
        figure={total && compact(total.prompt_tokens + total.completion_tokens)}
        columns={TOKENS}
        format={compact}
        {...counts}
      />
      <SeriesPanel
        title="Latency"
        figure={total && `mean ${duration(total.latency)}`}
        buckets={ended}
        columns={LATENCY}
        {...times}
      />
      <SeriesPanel
        title="Time to first token"
        figure={total && `mean ${duration(total.time_to_first_token)}`}
        buckets={streamed}
        columns={FIRST_TOKEN}
        {...times}
      />
      <ModelTable range={range} filter={filter} />
    </SimpleGrid>
  );
}

/** "1,234, 5 errors (0.4 %)" */
function formatRequests(all: number, failed: number): string {
  const errors = `${count(failed)} ${failed === 1 ? 'error' : 'errors'}`;
  return `${count(all)}, ${errors}${all ? ` (${percent(failed / all)})` : ''}`;
}
