import { Button, Group, Kbd } from '@mantine/core';
import type { Score } from './listScores';
import { choices, keyOf, type Value } from './values';

/** Buttons for the values of a score that has few of them. `withKeys`: shows the key of each. */
export function ValueChoices({
  score: { name, scale },
  withKeys,
  onGive,
}: {
  score: Score;
  withKeys: boolean;
  onGive: (value: Value) => void;
}) {
  return (
    <Group gap={4} role="group" aria-label={`Values of ${name}`}>
      {choices(scale)?.map(value => {
        const key = withKeys && typeof value !== 'number' && keyOf(value, scale);
        return (
          <Button
            key={String(value)}
            size="compact-xs"
            variant="default"
            onClick={() => onGive(value)}
            rightSection={key && <Kbd size="xs">{key}</Kbd>}
          >
            {String(value)}
          </Button>
        );
      })}
    </Group>
  );
}
