import { Autocomplete, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePropertyNames } from '../../../hooks/useNames';
import { BulkForm, type BulkFormProps } from './BulkForm';
import { useSetProperty } from './bulkQueries';

/** Sets a property of all selected requests. */
export function BulkProperty({ ids, onDone }: BulkFormProps) {
  const [key, setKey] = useState('');
  const [value, setValue] = useState('');
  const names = usePropertyNames().data;
  const change = useSetProperty(ids, { key: key.trim(), value });
  return (
    <BulkForm verb="Set for" ids={ids} isValid={key.trim() !== ''} change={change} onDone={onDone}>
      <Autocomplete
        size="xs"
        label="Property"
        data-autofocus
        openOnFocus={false}
        value={key}
        onChange={setKey}
        data={names ?? []}
      />
      <TextInput
        size="xs"
        label="Value"
        value={value}
        onChange={event => setValue(event.currentTarget.value)}
      />
    </BulkForm>
  );
}
