import { Autocomplete, Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useNameSuggestions, useValueSuggestions } from '../hooks/useSuggestions';
import {
  type Condition,
  type Field,
  FIELDS,
  isNamed,
  type Operator,
  OPERATORS,
  operatorsOf,
  readFilter,
} from '../lib/filter';

const FIELD_OPTIONS = Object.entries(FIELDS).map(([value, { label }]) => ({ value, label }));

interface Draft {
  field: Field;
  name: string;
  op: Operator;
  value: string;
}

/** A form for one condition of a filter, with suggestions for names and values. */
export function ConditionForm({
  onAdd,
  onCancel,
}: {
  onAdd: (condition: Condition) => void;
  onCancel: () => void;
}) {
  const [draft, setDraft] = useState<Draft>({ field: 'model', name: '', op: 'is', value: '' });
  const condition = readFilter([draft])?.[0];
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (condition) onAdd(condition);
      }}
      onKeyDown={event => event.key === 'Escape' && onCancel()}
    >
      <Group gap="xs">
        <ConditionFields
          draft={draft}
          onChange={changed => setDraft(before => ({ ...before, ...changed }))}
        />
        <Button size="xs" type="submit" disabled={!condition}>
          Add
        </Button>
        <Button size="xs" variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

function ConditionFields({
  draft: { field, name, op, value },
  onChange,
}: {
  draft: Draft;
  onChange: (changed: Partial<Draft>) => void;
}) {
  const names = useNameSuggestions(field);
  const values = useValueSuggestions(field, name, value);

  function chooseField(chosen: Field) {
    onChange({ field: chosen, name: '', op: operatorsOf(chosen)[0]!, value: '' });
  }

  return (
    <>
      <NativeSelect
        size="xs"
        aria-label="Field"
        autoFocus
        value={field}
        onChange={event => chooseField(event.currentTarget.value as Field)}
        data={FIELD_OPTIONS}
      />
      {isNamed(field) && (
        <Autocomplete
          size="xs"
          aria-label="Name"
          placeholder="name"
          value={name}
          onChange={chosen => onChange({ name: chosen })}
          data={names}
        />
      )}
      <NativeSelect
        size="xs"
        aria-label="Operator"
        value={op}
        onChange={event => onChange({ op: event.currentTarget.value as Operator })}
        data={operatorsOf(field).map(each => ({ value: each, label: OPERATORS[each].sign }))}
      />
      <Autocomplete
        size="xs"
        aria-label="Value"
        placeholder="value"
        value={value}
        onChange={text => onChange({ value: text })}
        data={values}
      />
    </>
  );
}
