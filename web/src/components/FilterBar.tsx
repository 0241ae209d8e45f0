import { Button, Group, Pill, Text } from '@mantine/core';
import { useState } from 'react';
import { ConditionForm } from './ConditionForm';
import { type Condition, describeCondition } from '../lib/filter';

/** The filter's conditions as removable pills, and a form to add one. `onChange` puts them into the URL. */
export function FilterBar({
  conditions = [],
  onChange,
}: {
  conditions?: Condition[];
  onChange: (conditions: Condition[] | undefined) => void;
}) {
  const [adding, setAdding] = useState(false);
  const change = (changed: Condition[]) => onChange(changed.length ? changed : undefined);
  return (
    <Group gap="xs" role="group" aria-label="Filter">
      {conditions.map((condition, index) => (
        <Pill
          key={`${index} ${describeCondition(condition)}`}
          size="md"
          withRemoveButton
          removeButtonProps={{
            'aria-label': `Remove ${describeCondition(condition)}`,
            tabIndex: 0,
            'aria-hidden': false,
          }}
          onRemove={() => change(conditions.filter((_, other) => other !== index))}
        >
          {describeCondition(condition)}
        </Pill>
      ))}
      {!conditions.length && !adding && (
        <Text size="sm" c="dimmed">
          No filter
        </Text>
      )}
      {adding ? (
        <ConditionForm
          onAdd={condition => {
            setAdding(false);
            change([...conditions, condition]);
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <Button size="xs" variant="default" onClick={() => setAdding(true)}>
          Add filter
        </Button>
      )}
    </Group>
  );
}
