import { Autocomplete, Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useNameSuggestions, useValueSuggestions } from '../hooks/useSuggestions';
import {
  type Condition,
  type Field,
  FIELDS,
  type Operator,
  OPERATORS,
  operatorsOf,
  readFilter,
} from '../lib/filter';
import { isAboutPresence, specOf } from '../lib/filterFields';
import { useAuthor } from './scoring/useAuthor';

const FIELD_OPTIONS = [...new Set(Object.values(FIELDS).map(({ group }) => group))].map(group => ({
  group,
  items: Object.entries(FIELDS)
    .filter(([, field]) => field.group === group)
    .map(([value, { label }]) => ({ value, label })),
}));

interface Draft {
  field: Field;
  name: string;
  op: Operator;
  value: string;
}

/** A form for one condition of a filter, with suggestions for names and values. */
export function ConditionForm({
  initial,
  onDone,
  onCancel,
}: {
  initial?: Condition; // to be changed
  onDone: (condition: Condition) => void;
  onCancel: () => void;
}) {
  const [draft, setDraft] = useState<Draft>({
    field: 'model',
    op: 'is',
    value: '',
    ...initial,
    name: initial?.name ?? '',
  });
  const condition = readFilter([draft])?.[0];
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (condition) onDone(condition);
      }}
      onKeyDown={event => event.key === 'Escape' && onCancel()}
    >
      <Group gap="xs">
        <ConditionFields
          draft={draft}
          onChange={changed => setDraft(before => ({ ...before, ...changed }))}
        />
        <Button size="xs" type="submit" disabled={!condition}>
          {initial ? 'Change' : 'Add'}
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
  const { named, anyColumn } = specOf(field);

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
      {named && (
        <Autocomplete
          size="xs"
          aria-label="Name"
          placeholder={anyColumn ? `any ${named}` : `name of the ${named}`}
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
      {!isAboutPresence(op) && (
        <ValueField
          field={field}
          name={name}
          value={value}
          onChange={text => onChange({ value: text })}
        />
      )}
    </>
  );
}

function ValueField({
  field,
  name,
  value,
  onChange,
}: {
  field: Field;
  name: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const { author } = useAuthor();
  const values = useValueSuggestions(field, name, value);
  return (
    <Autocomplete
      size="xs"
      aria-label="Value"
      placeholder="value"
      value={value}
      onChange={onChange}
      data={field === 'rater' ? [author] : values}
    />
  );
}
