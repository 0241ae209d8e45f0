import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

/** Selects a new score name. The score exists once it has its first value. */
export function NewScoreForm({ onSelect }: { onSelect: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (!name.trim()) return;
        onSelect(name.trim());
        setName('');
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          aria-label="Name of a new score"
          placeholder="new score"
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" disabled={!name.trim()}>
          Select
        </Button>
      </Group>
    </form>
  );
}
