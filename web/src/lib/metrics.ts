/** What is measured of requests beside their scores. */

import type { components } from '../api/schema';
import type { AmountUnit } from './differences';

export type MetricName = components['schemas']['MetricShape']['name'];

export const METRICS: Record<
  MetricName,
  { title: string; mean: string; unit: AmountUnit; direction: 'higher' | 'lower' | null }
> = {
  cost_usd: { title: 'cost', mean: 'mean cost of a request', unit: 'usd', direction: 'lower' },
  latency_ms: { title: 'latency', mean: 'mean latency', unit: 'ms', direction: 'lower' },
  time_to_first_token_ms: {
    title: 'time to first token',
    mean: 'mean time to first token',
    unit: 'ms',
    direction: 'lower',
  },
  prompt_tokens: {
    title: 'prompt tokens',
    mean: 'prompt tokens per request',
    unit: 'number',
    direction: null,
  },
  completion_tokens: {
    title: 'completion tokens',
    mean: 'completion tokens per request',
    unit: 'number',
    direction: null,
  },
  error_rate: {
    title: 'errors',
    mean: 'share of failed requests',
    unit: 'share',
    direction: 'lower',
  },
};

export const METRIC_NAMES = Object.keys(METRICS) as MetricName[];
