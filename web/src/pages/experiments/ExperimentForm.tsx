import { Button, Group, NativeSelect, NumberInput, Paper, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { ErrorAlert } from '../../components/states';
import { usePropertyNames } from '../../hooks/useNames';
import { ArmFields } from './ArmFields';
import { clustersOf, type ExperimentFields, type FieldProps, missing, toBody } from './fields';
import { GoalFields } from './GoalFields';
import classes from './Experiments.module.css';

/** Creates an experiment. Not a form element: conditions have forms of their own. */
export function ExperimentForm({
  initial,
  onClose,
  onSaved,
}: {
  initial: ExperimentFields;
  onClose: () => void;
  onSaved: (name: string) => void;
}) {
  const [fields, setFields] = useState(initial);
  const change = (changed: Partial<ExperimentFields>) =>
    setFields(before => ({ ...before, ...changed }));
  const client = useQueryClient();
  const saving = useMutation({
    mutationFn: async () =>
      (await unwrap(api.POST('/v1/experiments', { body: toBody(fields) }))).data.name,
    onSuccess: async name => {
      await client.invalidateQueries({ queryKey: keys.experiments.all });
      onSaved(name);
    },
  });
  const lacks = missing(fields);
  return (
    <Paper withBorder p="md" component="section" aria-label="New experiment">
      <div className={classes.form}>
        <TextInput
          label="Name"
          maxLength={200}
          value={fields.name}
          onChange={event => change({ name: event.currentTarget.value })}
        />
        <ArmFields fields={fields} change={change} />
        <GoalFields fields={fields} change={change} />
        <MethodFields fields={fields} change={change} />
      </div>
      {saving.error && <ErrorAlert error={saving.error} />}
      <Group gap="xs" mt="md">
        <Button
          onClick={() => saving.mutate()}
          loading={saving.isPending}
          disabled={lacks !== null}
        >
          Create experiment
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
        <Text size="sm" c="dimmed">
          {lacks ?? 'Only its end can be changed afterwards.'}
        </Text>
      </Group>
    </Paper>
  );
}

const UNITS = [
  { value: 'request', label: 'requests' },
  { value: 'session', label: 'sessions' },
];
const STARTS = [
  { value: '', label: 'from now on' },
  { value: '7', label: 'of the last 7 days, and from now on' },
  { value: '30', label: 'of the last 30 days, and from now on' },
];

/** How arms are assigned, and when they count. */
function MethodFields({ fields, change }: FieldProps) {
  const properties = usePropertyNames().data ?? [];
  return (
    <>
      <NativeSelect
        label="Scores are of"
        description="Sessions have scores of their own"
        data={UNITS}
        value={fields.unit}
        onChange={event => {
          const unit = event.currentTarget.value as ExperimentFields['unit'];
          change({ unit, cluster: '' });
        }}
      />
      <NativeSelect
        label="Assigned to an arm is"
        description="What is together in one arm is counted as one"
        data={clustersOf(fields.unit, properties)}
        value={fields.cluster}
        onChange={event => change({ cluster: event.currentTarget.value })}
      />
      <TextInput
        label="Planned split"
        placeholder="equal"
        description="Such as 90, 10; the control first"
        value={fields.split}
        onChange={event => change({ split: event.currentTarget.value })}
      />
      <NumberInput
        label="Most certain at"
        description="Requests, sessions or users of two arms together"
        min={100}
        allowDecimal={false}
        thousandSeparator
        value={fields.tunedAt}
        onChange={tunedAt => change({ tunedAt })}
      />
      <NumberInput
        label="Traffic repeats itself after"
        placeholder="a week at most"
        description="Days; before two of them a verdict is too early"
        min={1}
        max={90}
        allowDecimal={false}
        value={fields.cycle}
        onChange={cycle => change({ cycle })}
      />
      <NativeSelect
        label="Calls that count"
        description="By the time at which they started"
        data={STARTS}
        value={fields.since}
        onChange={event =>
          change({ since: event.currentTarget.value as ExperimentFields['since'] })
        }
      />
      <TextInput
        type="datetime-local"
        label="End"
        description="Without one, it goes on until you end it"
        value={fields.end}
        onChange={event => change({ end: event.currentTarget.value })}
      />
    </>
  );
}
