/** The form of an alert: its fields, and what is sent. */

import type { AlertBody, AlertRule } from './queries';

export type Metric = AlertRule['metric'];
type Direction = NonNullable<AlertRule['direction']>;
type Typed = number | string; // '' while it is being typed

export interface AlertFields {
  name: string;
  kind: AlertRule['kind'];
  metric: Metric;
  score: string;
  label: string;
  quantile: Typed; // percent
  clusterBy: string;
  filter: unknown; // as a tree
  windowS: number;
  direction: Direction;
  alert: Typed; // in percent where the metric is a share
  warning: Typed; // '': none
  margin: Typed;
  minimumN: Typed;
  noData: NonNullable<AlertRule['no_data']>;
  renotifyS: number; // 0: never
  groupBy: string; // of changes; '': only all requests together
  falseAlarms: number; // of changes, in 13 weeks
  webhooks: string[] | null; // null: all that listen for alerts
}

/** What each part of the form gets. */
export interface FieldProps {
  fields: AlertFields;
  change: (changed: Partial<AlertFields>) => void;
  errorOf: (field: string) => string | undefined;
}

interface MetricKind {
  title: string;
  direction: Direction; // on which side trouble usually is
  unit: string;
  scale: number; // of the field, by the API's value
  needs: readonly ('score' | 'label' | 'quantile')[];
  isTotal?: true; // it has no interval, and needs no minimum of requests
}

export const METRICS: Record<Metric, MetricKind> = {
  score_mean: {
    title: 'Mean of a score',
    direction: 'below',
    unit: '',
    scale: 1,
    needs: ['score'],
  },
  label_share: {
    title: 'Share of a label',
    direction: 'above',
    unit: ' %',
    scale: 100,
    needs: ['score', 'label'],
  },
  error_rate: {
    title: 'Share of failed requests',
    direction: 'above',
    unit: ' %',
    scale: 100,
    needs: [],
  },
  latency: { title: 'Latency', direction: 'above', unit: ' ms', scale: 1, needs: ['quantile'] },
  time_to_first_token: {
    title: 'Time to the first token',
    direction: 'above',
    unit: ' ms',
    scale: 1,
    needs: ['quantile'],
  },
  cost: {
    title: 'Cost',
    direction: 'above',
    unit: ' USD',
    scale: 1,
    needs: [],
    isTotal: true,
  },
  requests: {
    title: 'Number of requests',
    direction: 'below',
    unit: '',
    scale: 1,
    needs: [],
    isTotal: true,
  },
  everything: {
    title: 'Everything: all scores, errors, latency, cost, volume',
    direction: 'below',
    unit: '',
    scale: 1,
    needs: [],
  },
};

/** Everything has no level: it is watched for changes only. */
export const metricsOf = (kind: AlertFields['kind']) =>
  (Object.keys(METRICS) as Metric[]).filter(each => kind === 'change' || each !== 'everything');

const scaled = (value: number | null | undefined, scale: number): Typed =>
  value === null || value === undefined ? '' : Number((value * scale).toPrecision(12));

export function fieldsOf(rule: AlertRule | undefined): AlertFields {
  const metric = rule?.metric ?? 'score_mean';
  const { scale, direction } = METRICS[metric];
  return {
    name: rule?.name ?? '',
    kind: rule?.kind ?? 'threshold',
    metric,
    score: rule?.score ?? '',
    label: rule?.label ?? '',
    quantile: scaled(rule?.quantile ?? 0.95, 100),
    clusterBy: rule?.cluster_by ?? '',
    filter: rule?.filter ?? 'all',
    windowS: rule?.window_s ?? 3_600,
    direction: rule?.direction ?? direction,
    alert: scaled(rule?.alert, scale),
    warning: scaled(rule?.warning, scale),
    margin: scaled(rule?.recovery_margin ?? 0, scale),
    minimumN: rule?.minimum_n ?? 30,
    noData: rule?.no_data ?? 'keep',
    renotifyS: rule?.renotify_s ?? 0,
    groupBy: rule?.group_by ?? '',
    falseAlarms: rule?.false_alarms_per_quarter ?? 1,
    webhooks: rule?.webhooks ?? null,
  };
}

/** The fields that go with another metric: its usual direction, and levels of its unit. */
export const withMetric = (metric: Metric): Partial<AlertFields> => ({
  metric,
  direction: METRICS[metric].direction,
  alert: '',
  warning: '',
  margin: 0,
});

/** The fields that go with another kind. */
export const withKind = (kind: AlertFields['kind'], metric: Metric): Partial<AlertFields> =>
  metricsOf(kind).includes(metric) ? { kind } : { kind, ...withMetric('score_mean') };

/** Of which requests what is watched. */
function watchedOf({ metric, score, label, filter }: AlertFields) {
  const { needs } = METRICS[metric];
  return {
    metric,
    score: needs.includes('score') ? score.trim() : null,
    label: needs.includes('label') ? label.trim() : null,
    filter: filter as AlertBody['filter'],
  };
}

/** What is watched against levels. */
export function thresholdOf(fields: AlertFields) {
  const { scale, needs } = METRICS[fields.metric];
  const value = (typed: Typed) => Number((Number(typed) / scale).toPrecision(12));
  return {
    ...watchedOf(fields),
    quantile: needs.includes('quantile') ? Number(fields.quantile) / 100 : null,
    cluster_by: needs.includes('score') && fields.clusterBy ? fields.clusterBy : null,
    window_s: fields.windowS,
    direction: fields.direction,
    alert: value(fields.alert),
    warning: fields.warning === '' ? null : value(fields.warning),
    recovery_margin: value(fields.margin),
    minimum_n: Number(fields.minimumN),
    no_data: fields.noData,
  };
}

/** What is watched for changes. */
export function changeOf(fields: AlertFields) {
  return {
    ...watchedOf(fields),
    kind: 'change' as const,
    group_by: fields.metric === 'everything' ? null : fields.groupBy || null,
    false_alarms_per_quarter: fields.falseAlarms,
  };
}

export function bodyOf(fields: AlertFields, isEnabled: boolean): AlertBody {
  const told = { name: fields.name.trim(), webhooks: fields.webhooks, enabled: isEnabled };
  if (fields.kind === 'threshold')
    return { ...thresholdOf(fields), ...told, renotify_s: fields.renotifyS || null };
  return { ...changeOf(fields), ...told };
}

/** The rule as it is, to be sent again with something changed. */
export const bodyOfRule = (rule: AlertRule): AlertBody => bodyOf(fieldsOf(rule), rule.enabled);

/** Whether the fields say enough to ask the server. */
export function isWatchable({ kind, metric, score, label, alert }: AlertFields): boolean {
  const { needs } = METRICS[metric];
  const hasNames =
    (!needs.includes('score') || score.trim()) && (!needs.includes('label') || label.trim());
  return Boolean(hasNames) && (kind === 'change' || alert !== '');
}
