import { Autocomplete, NativeSelect, TextInput } from '@mantine/core';
import { useScoreNames } from '../../hooks/useNames';
import classes from './Alerts.module.css';
import {
  type AlertFields,
  type FieldProps,
  type Metric,
  METRICS,
  metricsOf,
  withKind,
  withMetric,
} from './fields';
import { WindowFields } from './WindowFields';

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
        onChange={event =>
          change(withKind(event.currentTarget.value as AlertFields['kind'], fields.metric))
        }
      />
      <NativeSelect
        label="Watch"
        data={metricsOf(fields.kind).map(value => ({ value, label: METRICS[value].title }))}
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
