import { NativeSelect, NumberInput } from '@mantine/core';
import classes from './Alerts.module.css';
import { type AlertFields, type FieldProps, METRICS } from './fields';

/** Where a warning and an alert begin, and by how much the value has to be better for their end. */
export function LevelFields({ fields, change, errorOf }: FieldProps) {
  const { unit, isTotal } = METRICS[fields.metric];
  const { direction } = fields;
  return (
    <>
      <div className={classes.fields}>
        <NativeSelect
          label="Trouble is when it is"
          data={['below', 'above']}
          value={direction}
          onChange={event =>
            change({ direction: event.currentTarget.value as AlertFields['direction'] })
          }
        />
        <NumberInput
          label={`Alert ${direction}`}
          suffix={unit}
          error={errorOf('alert')}
          value={fields.alert}
          onChange={alert => change({ alert })}
        />
        <NumberInput
          label={`Warning ${direction}`}
          placeholder="none"
          suffix={unit}
          error={errorOf('warning')}
          value={fields.warning}
          onChange={warning => change({ warning })}
        />
        <NumberInput
          label="Over when better by"
          min={0}
          suffix={unit}
          value={fields.margin}
          onChange={margin => change({ margin: margin === '' ? 0 : margin })}
        />
      </div>
      <p className={classes.quiet}>
        {isTotal
          ? 'A level is crossed when the total is beyond it.'
          : 'A level is crossed when the whole 95 % interval is beyond it, so that a few odd requests fire nothing. It is over when the value itself is back.'}
      </p>
    </>
  );
}
