import { Button, Group, Kbd, Text } from '@mantine/core';
import type { Score } from './requestScores';

/** Buttons for the values of a boolean or label; for numbers, a hint at the keys. */
export function ValueChoices({
  score,
  onGive,
}: {
  score: Score;
  onGive: (value: boolean | string) => void;
}) {
  if (score.kind === 'number' || score.kind === null) {
    return (
      <Text size="xs" c="dimmed">
        Press 1 to 9 to save that number{score.kind === null && ', t or f to save true or false'}.
      </Text>
    );
  }
  const choices: [value: boolean | string, key: string][] =
    score.kind === 'boolean'
      ? [
          [true, 't'],
          [false, 'f'],
        ]
      : score.labels.map((label, index) => [label, index < 9 ? String(index + 1) : '']);
  return (
    <Group gap={6}>
      {choices.map(([value, key]) => (
        <Button
          key={String(value)}
          size="compact-xs"
          variant="default"
          onClick={() => onGive(value)}
          rightSection={key && <Kbd size="xs">{key}</Kbd>}
        >
          {String(value)}
        </Button>
      ))}
    </Group>
  );
}
