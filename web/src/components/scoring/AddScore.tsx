import { Autocomplete, Kbd } from '@mantine/core';
import { useState } from 'react';

/** Selects one of the other scores, or a new name. A new score exists once it has its first value. */
export function AddScore({
  names,
  onSelect,
}: {
  names: string[];
  onSelect: (name: string) => void;
}) {
  const [name, setName] = useState('');

  function select(chosen: string) {
    if (!chosen.trim()) return;
    onSelect(chosen.trim());
    setName('');
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        select(name);
      }}
    >
      <Autocomplete
        size="xs"
        aria-label="Add a score"
        placeholder={names.length ? `Add a score… ${names.length} more names` : 'Add a score…'}
        maxLength={200}
        limit={30}
        data={names}
        value={name}
        onChange={setName}
        onOptionSubmit={select}
        rightSection={<Kbd size="xs">s</Kbd>}
        comboboxProps={{ withinPortal: true }}
      />
    </form>
  );
}
