import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

/** Chooses a name that no score has yet; its first value makes it one. */
export function NewScoreForm({ onChoose }: { onChoose: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (!name.trim()) return;
        onChoose(name.trim());
        setName('');
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          aria-label="Name of another score"
          placeholder="another score"
          maxLength={200}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" disabled={!name.trim()}>
          Choose
        </Button>
      </Group>
    </form>
  );
}
