import { Checkbox, Input, NativeSelect, NumberInput } from '@mantine/core';
import { FilterBar } from '../../components/FilterBar';
import type { FieldProps, QueueFields } from './queueSaving';
import classes from './Label.module.css';

const TIMES = [
  { value: '1', label: 'the last 24 hours' },
  { value: '7', label: 'the last 7 days' },
  { value: '30', label: 'the last 30 days' },
  { value: '', label: 'all time' },
];
const ORDERS = [
  { value: 'random', label: 'random' },
  { value: 'given', label: 'as they were made' },
];

/** Which requests the queue is filled with. */
export function SampleFields({ fields, change }: FieldProps) {
  return (
    <>
      <Input.Wrapper className={classes.wide} label="Requests that match" labelElement="div">
        <FilterBar
          conditions={fields.conditions}
          onChange={conditions => change({ conditions: conditions ?? [] })}
        />
      </Input.Wrapper>
      <NativeSelect
        label="Of"
        data={TIMES}
        value={fields.days}
        onChange={event => change({ days: event.currentTarget.value })}
      />
      <NumberInput
        label={fields.follow ? 'At most so many open at once' : 'At most so many'}
        min={1}
        max={5_000}
        allowDecimal={false}
        value={fields.most}
        onChange={most => change({ most })}
      />
      <NumberInput
        label="Share of them, in percent"
        min={0.01}
        max={100}
        value={fields.share}
        onChange={share => change({ share })}
      />
      <NativeSelect
        label="Order"
        data={ORDERS}
        value={fields.order}
        onChange={event => change({ order: event.currentTarget.value as QueueFields['order'] })}
      />
      <FollowField fields={fields} change={change} />
    </>
  );
}

export function FollowField({ fields, change }: FieldProps) {
  return (
    <Checkbox
      className={classes.wide}
      label="New requests that match join the queue"
      description={
        fields.follow
          ? 'They come in when somebody labels or looks at the list of queues; more than may be open wait.'
          : 'Without it, the queue stays the same when further requests are made.'
      }
      checked={fields.follow}
      onChange={event => change({ follow: event.currentTarget.checked })}
    />
  );
}
