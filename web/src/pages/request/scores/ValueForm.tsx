import { Button, Group, Kbd, Stack, Text, TextInput } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { type Score, parseValue } from './requestScores';

/** Gives the chosen score a value, with a comment where there is something to say. */
export function ValueForm({
  score,
  valueRef,
  commentRef,
  comment,
  onComment,
  onGive,
}: {
  score: Score;
  valueRef: RefObject<HTMLInputElement | null>;
  commentRef: RefObject<HTMLInputElement | null>;
  comment: string;
  onComment: (text: string) => void;
  onGive: (value: number | boolean | string) => void;
}) {
  const [written, setWritten] = useState('');
  const [wrong, setWrong] = useState(false);
  const { name, kind, limits } = score;

  function save() {
    const value = parseValue(written, kind);
    setWrong(value === null);
    if (value === null) return;
    onGive(value);
    setWritten('');
    valueRef.current?.blur();
  }

  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        save();
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
      }}
    >
      <Stack gap={6} mt={4}>
        <Choices score={score} onGive={onGive} />
        <Group gap="xs" align="start" wrap="nowrap">
          <TextInput
            ref={valueRef}
            size="xs"
            flex={1}
            aria-label={`Value of ${name}`}
            placeholder={kind === 'number' ? `a number ${limits}` : (kind ?? 'a value')}
            value={written}
            onChange={event => {
              setWritten(event.currentTarget.value);
              setWrong(false);
            }}
            error={wrong && `${name} takes ${TAKES[kind ?? 'label']}`}
            rightSection={<Kbd size="xs">v</Kbd>}
          />
          <Button size="xs" type="submit" variant="default">
            Save
          </Button>
        </Group>
        <TextInput
          ref={commentRef}
          size="xs"
          aria-label={`Comment on ${name}`}
          placeholder="comment, saved with the next value"
          value={comment}
          onChange={event => onComment(event.currentTarget.value)}
          onKeyDown={event => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
          rightSection={<Kbd size="xs">c</Kbd>}
        />
      </Stack>
    </form>
  );
}

const TAKES = { number: 'numbers', boolean: 'true and false', label: 'a text' };

function Choices({ score, onGive }: { score: Score; onGive: (value: boolean | string) => void }) {
  if (score.kind === 'number' || score.kind === null) {
    return (
      <Text size="xs" c="dimmed">
        Keys 1 to 9 save that number{score.kind === null && ', t and f true and false'}.
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
