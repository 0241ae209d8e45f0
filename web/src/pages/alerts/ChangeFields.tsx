import { NativeSelect } from '@mantine/core';
import { usePropertyNames } from '../../hooks/useNames';
import classes from './Alerts.module.css';
import type { FieldProps } from './fields';
import { describeFalseAlarms } from './words';

const KEYS = [
  { value: '', label: 'nothing else' },
  { value: 'model', label: 'model' },
  { value: 'prompt', label: 'prompt' },
  { value: 'user', label: 'user' },
];
const RATES = [3, 1, 0.25];

/** What is watched beside all requests together, and how often an alert may be wrong. */
export function ChangeFields({ fields, change, errorOf }: FieldProps) {
  const { data: properties = [] } = usePropertyNames();
  const keys = [...KEYS, ...properties.map(name => ({ value: `property.${name}`, label: name }))];
  if (!keys.some(({ value }) => value === fields.groupBy))
    keys.push({ value: fields.groupBy, label: fields.groupBy });
  const isOfEverything = fields.metric === 'everything';
  const rates = RATES.includes(fields.falseAlarms) ? RATES : [...RATES, fields.falseAlarms];
  return (
    <>
      <div className={classes.fields}>
        {!isOfEverything && (
          <NativeSelect
            label="Besides all requests, each"
            data={keys}
            error={errorOf('group_by')}
            value={fields.groupBy}
            onChange={event => change({ groupBy: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={
            isOfEverything
              ? 'False alarms of each score and metric, on average'
              : 'False alarms, on average'
          }
          data={rates.map(rate => ({ value: String(rate), label: describeFalseAlarms(rate) }))}
          value={String(fields.falseAlarms)}
          onChange={event => change({ falseAlarms: Number(event.currentTarget.value) })}
        />
      </div>
      <p className={classes.quiet}>
        Whole hours are compared with all hours before, without the pattern of days and weeks. Each
        change is told once: what changed, when, by how much, and the likely cause.
      </p>
    </>
  );
}
