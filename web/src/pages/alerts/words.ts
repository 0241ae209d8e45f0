/** Alerts in words. */

import { describeCondition } from '../../lib/filter';
import { fromFilterTree } from '../../lib/filterTree';
import { cost, count, decimal, percent, UNKNOWN } from '../../lib/numbers';
import { METRICS } from './fields';
import type { AlertEvent, AlertRule } from './queries';

type State = AlertRule['state'];
type MaybeNumber = number | null | undefined;
export type Measured = Pick<AlertRule, 'value' | 'low' | 'high' | 'n'>;
export type Watched = Pick<
  AlertRule,
  | 'name'
  | 'kind'
  | 'metric'
  | 'direction'
  | 'alert'
  | 'warning'
  | 'window_s'
  | 'filter'
  | 'false_alarms_per_quarter'
>;

export const STATES: Record<State, { word: string; tone: 'good' | 'bad' | 'unsure' | 'neutral' }> =
  {
    ok: { word: 'ok', tone: 'good' },
    warning: { word: 'warning', tone: 'unsure' },
    alert: { word: 'alert', tone: 'bad' },
    no_data: { word: 'no data', tone: 'neutral' },
    silenced: { word: 'silenced', tone: 'neutral' },
    disabled: { word: 'disabled', tone: 'neutral' },
  };

export const WINDOWS = [
  { value: 300, label: '5 minutes' },
  { value: 900, label: '15 minutes' },
  { value: 3_600, label: 'hour' },
  { value: 21_600, label: '6 hours' },
  { value: 86_400, label: 'day' },
  { value: 604_800, label: 'week' },
];

export function windowWords(seconds: number): string {
  const known = WINDOWS.find(({ value }) => value === seconds);
  return known?.label ?? `${count(seconds / 60)} minutes`;
}

/** A value of the metric with its unit. */
export function formatValue(metric: AlertRule['metric'], value: MaybeNumber): string {
  if (value === null || value === undefined) return UNKNOWN;
  if (METRICS[metric].scale === 100) return percent(value);
  if (metric === 'cost') return cost(value);
  if (metric === 'requests') return count(value);
  return METRICS[metric].unit ? `${count(value)}${METRICS[metric].unit}` : decimal(value);
}

const OF_CHANGES: Record<string, AlertRule['metric']> = {
  error_rate: 'error_rate',
  latency_ms: 'latency',
  cost_usd: 'cost',
  volume: 'requests',
};

/** What an event is about: of everything, the metric that changed, or a score. */
export const metricOfEvent = (event: AlertEvent): AlertRule['metric'] => {
  const { metric } = event.definition as unknown as Watched;
  if (metric !== 'everything') return metric;
  if (event.change?.type === 'label') return 'label_share';
  return OF_CHANGES[String(event.change?.metric)] ?? 'score_mean';
};

/** "0.55 [0.52, 0.58]" */
export function formatMeasured(metric: AlertRule['metric'], { value, low, high }: Measured) {
  const text = formatValue(metric, value);
  if ((low === null || low === undefined) && (high === null || high === undefined)) return text;
  return `${text} [${formatValue(metric, low)}, ${formatValue(metric, high)}]`;
}

/** "alert below 0.7, warning below 0.8, over the last hour"; "alert when it changes, false alarms: one a year" */
export function describeTrigger(rule: Watched): string {
  const { metric, direction, alert, warning, window_s } = rule;
  if (rule.kind === 'change') {
    const rate = describeFalseAlarms(rule.false_alarms_per_quarter ?? 1);
    const one = metric === 'everything' ? 'one of them' : 'it';
    return `alert when ${one} changes, false alarms: ${rate}${metric === 'everything' ? ' of each' : ''}`;
  }
  const levels = [`alert ${direction} ${formatValue(metric, alert)}`];
  if (warning !== null) levels.push(`warning ${direction} ${formatValue(metric, warning)}`);
  return `${levels.join(', ')}, over the last ${windowWords(window_s ?? 0)}`;
}

/** How many changes are found on average where there are none, from their number in 13 weeks. */
export function describeFalseAlarms(inQuarter: number): string {
  if (inQuarter === 3) return 'one a month';
  if (inQuarter === 0.25) return 'one a year';
  return inQuarter === 1 ? 'one in 13 weeks' : `${decimal(inQuarter)} in 13 weeks`;
}

/** Which requests count, in words; '' for all of them. */
export function describeFilter(filter: unknown): string {
  const conditions = fromFilterTree(filter);
  if (conditions === null) return 'those of its filter';
  return conditions.map(describeCondition).join(', ');
}

/** "ok → alert", or that it was said again. */
export function describeChange({ state, previous, change }: AlertEvent): string {
  if (change) return 'changed';
  if (state === previous) return `still ${STATES[state].word}`;
  return `${STATES[previous].word} → ${STATES[state].word}`;
}

/** How often a rule would have fired, in a sentence. */
export function describeCounts(alerts: number, warnings: number, messages: number): string {
  const times = (number: number) => (number === 1 ? 'once' : `${count(number)} times`);
  if (!alerts && !warnings) return 'It would not have fired.';
  const parts = [`an alert ${alerts ? times(alerts) : 'never'}`];
  if (warnings) parts.push(`a warning ${times(warnings)}`);
  const sent = messages === 1 ? 'one message' : `${count(messages)} messages`;
  return `It would have been ${parts.join(', and ')}, with ${sent}.`;
}
