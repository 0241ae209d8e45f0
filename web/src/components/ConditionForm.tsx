import { Autocomplete, Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
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
import { useNameSuggestions, useValueSuggestions } from '../hooks/useSuggestions';

/** One condition being written, with the names and values there are to choose from. */
export function ConditionForm({
  onAdd,
  onCancel,
}: {
  onAdd: (condition: Condition) => void;
  onCancel: () => void;
}) {
  const [field, setField] = useState<Field>('model');
  const [name, setName] = useState('');
  const [op, setOp] = useState<Operator>('is');
  const [value, setValue] = useState('');
  const names = useNameSuggestions(field);
  const values = useValueSuggestions(field, name, value);
  const written = readFilter([{ field, name, op, value }])?.[0];

  function choose(chosen: Field) {
    setField(chosen);
    setName('');
    setValue('');
    setOp(operatorsOf(chosen)[0]!);
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (written) onAdd(written);
      }}
      onKeyDown={event => event.key === 'Escape' && onCancel()}
    >
      <Group gap="xs">
        <NativeSelect
          size="xs"
          aria-label="What to filter by"
          autoFocus
          value={field}
          onChange={event => choose(event.currentTarget.value as Field)}
          data={Object.entries(FIELDS).map(([key, { label }]) => ({ value: key, label }))}
        />
        {isNamed(field) && (
          <Autocomplete
            size="xs"
            aria-label="Name"
            placeholder="name"
            value={name}
            onChange={setName}
            data={names}
          />
        )}
        <NativeSelect
          size="xs"
          aria-label="How to compare"
          value={op}
          onChange={event => setOp(event.currentTarget.value as Operator)}
          data={operatorsOf(field).map(each => ({ value: each, label: OPERATORS[each].sign }))}
        />
        <Autocomplete
          size="xs"
          aria-label="Value"
          placeholder="value"
          value={value}
          onChange={setValue}
          data={values}
        />
        <Button size="xs" type="submit" disabled={!written}>
          Add
        </Button>
        <Button size="xs" variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
