import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Tree } from '../../lib/filter';
import { cost, count, duration, percent, short } from '../../lib/numbers';
import type { Range } from '../../hooks/useRange';
import { Models } from './ModelTable';
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
export function Traffic({ range, filter }: { range: Range; filter: Tree }) {
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
        figure={total && requestsInWords(total.requests, total.errors)}
        query={traffic}
        buckets={buckets}
        columns={OUTCOMES}
        shown={short}
        bars
        range={range}
      />
      <SeriesPanel
        title="Cost"
        figure={total && cost(total.cost)}
        query={traffic}
        buckets={buckets}
        columns={COST}
        shown={cost}
        bars
        range={range}
      />
      <SeriesPanel
        title="Tokens"
        figure={total && short(total.prompt_tokens + total.completion_tokens)}
        query={traffic}
        buckets={buckets}
        columns={TOKENS}
        shown={short}
        bars
        range={range}
      />
      <SeriesPanel
        title="Latency"
        figure={total && `mean ${duration(total.latency)}`}
        query={traffic}
        buckets={ended}
        columns={LATENCY}
        shown={duration}
        range={range}
      />
      <SeriesPanel
        title="Time to first token"
        figure={total && `mean ${duration(total.time_to_first_token)}`}
        query={traffic}
        buckets={streamed}
        columns={FIRST_TOKEN}
        shown={duration}
        range={range}
      />
      <Models range={range} filter={filter} />
    </SimpleGrid>
  );
}

function requestsInWords(all: number, failed: number): string {
  return `${count(all)}, errors ${count(failed)}${all ? ` (${percent(failed / all)})` : ''}`;
}
