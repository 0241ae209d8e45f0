import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { useScoreNames } from '../../hooks/useNames';
import classes from './Alerts.module.css';
import {
  type AlertFields,
  type FieldProps,
  type Metric,
  METRIC_NAMES,
  METRICS,
  withMetric,
} from './fields';
import { WindowFields } from './WindowFields';

const CHOICES = METRIC_NAMES.map(value => ({ value, label: METRICS[value].title }));
const KINDS = [
  { value: 'threshold', label: 'a level is crossed' },
  { value: 'change', label: 'something changes' },
];

/** What is watched, and for what. */
export function MetricFields({ fields, change, errorOf }: FieldProps) {
  const { needs } = METRICS[fields.metric];
  const { data: names } = useScoreNames();
  return (
    <div className={classes.fields}>
      <NativeSelect
        label="Alert when"
        data={KINDS}
        value={fields.kind}
        onChange={event => change({ kind: event.currentTarget.value as AlertFields['kind'] })}
      />
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
      {fields.kind === 'threshold' && (
        <WindowFields fields={fields} change={change} errorOf={errorOf} />
      )}
    </div>
  );
}
