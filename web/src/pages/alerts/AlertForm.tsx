import { Button, Group, NativeSelect, NumberInput, Paper, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import { FilterTreeField } from '../../components/FilterTreeField';
import { ErrorAlert } from '../../components/states';
import classes from './Alerts.module.css';
import { ChangeFields } from './ChangeFields';
import { type AlertFields, bodyOf, type FieldProps, fieldsOf, isWatchable } from './fields';
import { LevelFields } from './LevelFields';
import { MetricFields } from './MetricFields';
import { Preview } from './Preview';
import { type AlertRule, saveAlert, useChanging } from './queries';
import { Receivers } from './Receivers';

const NO_DATA = [
  { value: 'keep', label: 'stays as it is' },
  { value: 'ok', label: 'is over' },
  { value: 'alert', label: 'is an alert' },
];
const RENOTIFY = [
  { value: '0', label: 'never' },
  { value: '3600', label: 'every hour' },
  { value: '14400', label: 'every 4 hours' },
  { value: '86400', label: 'every day' },
];
const PLACED = ['name', 'score', 'label', 'filter', 'alert', 'warning', 'minimum_n', 'group_by'];

/** Creates an alert, or changes one. Not a form element: the conditions of the filter have forms of their own. */
export function AlertForm({
  rule,
  onClose,
  onSaved,
}: {
  rule?: AlertRule;
  onClose: () => void;
  onSaved: (rule: AlertRule) => void;
}) {
  const [fields, setFields] = useState(() => fieldsOf(rule));
  const saving = useChanging(() => saveAlert(bodyOf(fields, rule?.enabled ?? true), rule));
  const change = (changed: Partial<AlertFields>) => {
    saving.reset();
    setFields(before => ({ ...before, ...changed }));
  };
  const details = saving.error instanceof ApiError ? saving.error.details : {};
  const errorOf = (field: string) => details[`requestBody.${field}`]?.message;
  const props = { fields, change, errorOf };
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      aria-label={rule ? 'Change alert' : 'New alert'}
      className={classes.form}
    >
      <TextInput
        label="Name"
        placeholder="Answers get worse"
        maw={380}
        error={errorOf('name')}
        value={fields.name}
        onChange={event => change({ name: event.currentTarget.value })}
      />
      <MetricFields {...props} />
      <FilterTreeField
        label="Of requests that match"
        tree={fields.filter}
        onChange={filter => change({ filter })}
        error={errorOf('filter')}
      />
      {fields.kind === 'change' ? (
        <ChangeFields {...props} />
      ) : (
        <>
          <LevelFields {...props} />
          <Conditions {...props} />
        </>
      )}
      <Receivers {...props} />
      <Preview fields={fields} />
      {saving.error && !PLACED.some(errorOf) && <ErrorAlert error={saving.error} />}
      <Group gap="xs">
        <Button
          loading={saving.isPending}
          disabled={!fields.name.trim() || !isWatchable(fields)}
          onClick={() => saving.mutate(undefined, { onSuccess: onSaved })}
        >
          {rule ? 'Save' : 'Create alert'}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </Paper>
  );
}

/** With how few requests it is not judged, what then, and how often it is said again. */
function Conditions({ fields, change, errorOf }: FieldProps) {
  return (
    <div className={classes.fields}>
      <NumberInput
        label="Fewest requests to judge by"
        min={2}
        error={errorOf('minimum_n')}
        value={fields.minimumN}
        onChange={minimumN => change({ minimumN })}
      />
      <NativeSelect
        label="With fewer, a warning or alert"
        data={NO_DATA}
        value={fields.noData}
        onChange={event => change({ noData: event.currentTarget.value as AlertFields['noData'] })}
      />
      <NativeSelect
        label="Say it again while it lasts"
        data={RENOTIFY}
        value={String(fields.renotifyS)}
        onChange={event => change({ renotifyS: Number(event.currentTarget.value) })}
      />
    </div>
  );
}
