import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { definitionsQuery } from '../../api/scores';
import { useCanScore } from '../../hooks/useCanScore';
import { describeDefinition } from './definition';
import { DefinitionEditor } from './DefinitionEditor';

/** The definition is not known while `useDefinitionsKnown` is false. */
export function useDefinition(name: string) {
  return useQuery(definitionsQuery).data?.find(each => each.name === name);
}

export const useDefinitionsKnown = () => !useQuery(definitionsQuery).isPending;

/** The definition of a score in words, and a button to change it. */
export function DefinitionSummary({ name }: { name: string }) {
  const definition = useDefinition(name);
  const isKnown = useDefinitionsKnown();
  const canChange = useCanScore();
  const [editing, setEditing] = useState(false);
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {definition
          ? describeDefinition(definition) || 'any value'
          : isKnown
            ? 'not defined'
            : '\u00a0'}
      </Text>
      {canChange && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ flexShrink: 0 }}
          aria-label={definition ? `Edit the definition of ${name}` : `Define ${name}`}
          onClick={() => setEditing(true)}
        >
          {definition ? 'Edit' : 'Define'}
        </Button>
      )}
      {editing && (
        <DefinitionEditor name={name} definition={definition} onClose={() => setEditing(false)} />
      )}
    </Group>
  );
}
