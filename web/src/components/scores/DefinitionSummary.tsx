import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { definitionsQuery } from '../../api/scores';
import { useCanScore } from '../../hooks/useCanScore';
import { describeDefinition } from './definition';
import { DefinitionEditor } from './DefinitionEditor';

export function useDefinition(name: string) {
  return useQuery(definitionsQuery).data?.find(each => each.name === name);
}

/** The definition of a score in words, and a button to change it. */
export function DefinitionSummary({ name, describe }: { name: string; describe?: boolean }) {
  const definition = useDefinition(name);
  const canChange = useCanScore();
  const [editing, setEditing] = useState(false);
  return (
    <Group gap="xs" wrap="nowrap" align="center">
      <div>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {definition ? describeDefinition(definition) || 'any value' : 'not defined'}
        </Text>
        {describe && definition?.description && (
          <Text size="sm" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {definition.description}
          </Text>
        )}
      </div>
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
