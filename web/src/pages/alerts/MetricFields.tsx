import { Autocomplete, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useScoreNames } from '../../hooks/useNames';
import classes from './Alerts.module.css';
import { type FieldProps, type Metric, METRIC_NAMES, METRICS, withMetric } from './fields';
import { WINDOWS, windowWords } from './words';

const CHOICES = METRIC_NAMES.map(value => ({ value, label: METRICS[value].title }));
const CLUSTERS = [
  { value: '', label: 'on their own' },
  { value: 'session', label: 'by session' },
  { value: 'user', label: 'by user' },
];

/** What is watched, and over which window. */
export function MetricFields({ fields, change, errorOf }: FieldProps) {
  const { needs } = METRICS[fields.metric];
  const { data: names } = useScoreNames();
  const isKnown = WINDOWS.some(({ value }) => value === fields.windowS);
  const windows = isKnown
    ? WINDOWS
    : [...WINDOWS, { value: fields.windowS, label: windowWords(fields.windowS) }];
  const isKnownCluster = CLUSTERS.some(({ value }) => value === fields.clusterBy);
  return (
    <div className={classes.fields}>
      <NativeSelect
        label="Watch"
        data={CHOICES}
        value={fields.metric}
        onChange={event => change(withMetric(event.currentTarget.value as Metric))}
      />
      {needs.includes('score') && (
        <Autocomplete
          label="Score"
          data={[...new Set(names?.map(({ name }) => name))]}
          error={errorOf('score')}
          value={fields.score}
          onChange={score => change({ score })}
        />
      )}
      {needs.includes('label') && (
        <TextInput
          label="Label"
          error={errorOf('label')}
          value={fields.label}
          onChange={event => change({ label: event.currentTarget.value })}
        />
      )}
      {needs.includes('quantile') && (
        <NumberInput
          label="Percentile"
          min={1}
          max={99.9}
          error={errorOf('quantile')}
          value={fields.quantile}
          onChange={quantile => change({ quantile })}
        />
      )}
      <NativeSelect
        label="Over the last"
        data={windows.map(({ value, label }) => ({ value: String(value), label }))}
        value={String(fields.windowS)}
        onChange={event => change({ windowS: Number(event.currentTarget.value) })}
      />
      {needs.includes('score') && (
        <NativeSelect
          label="Requests count"
          data={
            isKnownCluster
              ? CLUSTERS
              : [...CLUSTERS, { value: fields.clusterBy, label: `by ${fields.clusterBy}` }]
          }
          value={fields.clusterBy}
          onChange={event => change({ clusterBy: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
