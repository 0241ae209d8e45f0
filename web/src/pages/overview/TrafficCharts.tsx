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
  'Without error': ({ requests, errors }: Bucket) => requests - errors,
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

/** How much there was, what it cost and how long it took. */
export function TrafficCharts({ range, filter }: { range: Range; filter: FilterTree }) {
  const traffic = useQuery(trafficQuery(range, filter));
  const buckets = traffic.data?.buckets;
  const ended = useMemo(() => buckets?.filter(one => one.latency_quantiles), [buckets]);
  const streamed = useMemo(
    () => buckets?.filter(one => one.time_to_first_token_quantiles),
    [buckets],
  );
  const total = traffic.data?.total;
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
      <SeriesPanel
        title="Requests"
        figure={total && formatRequests(total.requests, total.errors)}
        query={traffic}
        buckets={buckets}
        columns={OUTCOMES}
        format={compact}
        bars
        range={range}
      />
      <SeriesPanel
        title="Cost"
        figure={total && cost(total.cost)}
        query={traffic}
        buckets={buckets}
        columns={COST}
        format={cost}
        bars
        range={range}
      />
      <SeriesPanel
        title="Tokens"
        figure={total && compact(total.prompt_tokens + total.completion_tokens)}
        query={traffic}
        buckets={buckets}
        columns={TOKENS}
        format={compact}
        bars
        range={range}
      />
      <SeriesPanel
        title="Latency"
        figure={total && `mean ${duration(total.latency)}`}
        query={traffic}
        buckets={ended}
        columns={LATENCY}
        format={duration}
        range={range}
      />
      <SeriesPanel
        title="Time to first token"
        figure={total && `mean ${duration(total.time_to_first_token)}`}
        query={traffic}
        buckets={streamed}
        columns={FIRST_TOKEN}
        format={duration}
        range={range}
      />
      <ModelTable range={range} filter={filter} />
    </SimpleGrid>
  );
}

function formatRequests(all: number, failed: number): string {
  return `${count(all)}, errors ${count(failed)}${all ? ` (${percent(failed / all)})` : ''}`;
}
