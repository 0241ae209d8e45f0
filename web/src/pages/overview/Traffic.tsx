import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Tree } from '../../parts/filter';
import { cost, count, duration, percent, short } from '../../parts/numbers';
import type { Range } from '../../parts/useRange';
import { Models } from './Models';
import {
  type Buckets,
  meanQuery,
  outcomesQuery,
  quantilesQuery,
  seriesQuery,
  sum,
} from './questions';
import { SeriesPanel } from './SeriesPanel';

const OUTCOMES = { fine: 'Without error', errors: 'Errors' };
const COST = { cost: 'Cost' };
const TOKENS = { prompt_tokens: 'Prompt', completion_tokens: 'Completion' };
const QUANTILES = { p50: 'p50', p95: 'p95' };

/** How much there was, what it cost and how long it took. */
export function Traffic({ range, filter }: { range: Range; filter: Tree }) {
  const outcomes = useQuery(outcomesQuery(range, filter));
  const costs = useQuery(seriesQuery('cost', range, filter));
  const tokens = useQuery(seriesQuery('tokens', range, filter));
  const latency = useQuery(quantilesQuery('latency', range, filter));
  const firstToken = useQuery(quantilesQuery('time_to_first_token', range, filter));
  const meanLatency = useQuery(meanQuery('latency', range, filter));
  const meanFirstToken = useQuery(meanQuery('time_to_first_token', range, filter));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
      <SeriesPanel
        title="Requests"
        figure={requestsInWords(outcomes.data)}
        query={outcomes}
        columns={OUTCOMES}
        shown={short}
        bars
        range={range}
      />
      <SeriesPanel
        title="Cost"
        figure={cost(sum(costs.data, 'cost'))}
        query={costs}
        columns={COST}
        shown={cost}
        bars
        range={range}
      />
      <SeriesPanel
        title="Tokens"
        figure={tokensInWords(tokens.data)}
        query={tokens}
        columns={TOKENS}
        shown={short}
        bars
        range={range}
      />
      <SeriesPanel
        title="Latency"
        figure={`mean ${duration(meanLatency.data)}`}
        query={latency}
        columns={QUANTILES}
        shown={duration}
        range={range}
      />
      <SeriesPanel
        title="Time to first token"
        figure={`mean ${duration(meanFirstToken.data)}`}
        query={firstToken}
        columns={QUANTILES}
        shown={duration}
        range={range}
      />
      <Models range={range} filter={filter} />
    </SimpleGrid>
  );
}

function requestsInWords(found: Buckets | undefined): string | undefined {
  if (!found) return undefined;
  const failed = sum(found, 'errors')!;
  const all = sum(found, 'fine')! + failed;
  return `${count(all)}, errors ${count(failed)}${all ? ` (${percent(failed / all)})` : ''}`;
}

function tokensInWords(found: Buckets | undefined): string | undefined {
  return found && short(sum(found, 'prompt_tokens')! + sum(found, 'completion_tokens')!);
}
