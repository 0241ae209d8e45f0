import { Button, Group, Kbd, Stack, TextInput } from '@mantine/core';
import { type RefObject, useState } from 'react';
import type { Score } from './listScores';
import { ValueChoices } from './ValueChoices';
import { choices, parseValue, rangeText, type Value } from './values';

type InputRef = RefObject<HTMLInputElement | null>;

/** Gives a score a value: with buttons where it has few values, else by writing it. Nothing outside its range is saved. */
export function ValueForm({
  score,
  valueRef,
  onGive,
}: {
  score: Score;
  valueRef?: InputRef; // of the selected score: keys write into it
  onGive: (value: Value) => void;
}) {
  const hasChoices = choices(score.scale) !== null;
  const isWritten = !hasChoices || (valueRef && !isComplete(score));
  return (
    <Stack gap={6} mt={4}>
      {hasChoices && <ValueChoices score={score} withKeys={Boolean(valueRef)} onGive={onGive} />}
      {isWritten && <ValueField score={score} valueRef={valueRef} onGive={onGive} />}
    </Stack>
  );
}

/** Whether the buttons are all values that the score can have. */
const isComplete = ({ scale: { kind, isClosed, isInteger } }: Score) =>
  kind === 'label' ? isClosed : kind !== 'number' || isInteger;

function ValueField({
  score,
  valueRef,
  onGive,
}: {
  score: Score;
  valueRef?: InputRef;
  onGive: (value: Value) => void;
}) {
  const [input, setInput] = useState('');
  const [problem, setProblem] = useState<string>();

  function save() {
    const parsed = parseValue(input, score.scale);
    if ('problem' in parsed) return setProblem(`${score.name} ${parsed.problem}`);
    onGive(parsed.value);
    setInput('');
    valueRef?.current?.blur();
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
      <Group gap="xs" align="start" wrap="nowrap">
        <TextInput
          ref={valueRef}
          size="xs"
          flex={1}
          aria-label={`Value of ${score.name}`}
          placeholder={placeholder(score)}
          value={input}
          onChange={event => {
            setInput(event.currentTarget.value);
            setProblem(undefined);
          }}
          error={problem}
          rightSection={valueRef && <Kbd size="xs">v</Kbd>}
        />
        <Button size="xs" type="submit" variant="default" disabled={!input.trim()}>
          Save
        </Button>
      </Group>
    </form>
  );
}

const placeholder = ({ scale }: Score) =>
  scale.kind === 'number'
    ? `a number ${rangeText(scale)}`.trim()
    : (scale.kind ?? 'a number, true, false or a text');

/** Enter leaves the field without saving: the comment is sent with the next value. */
export function CommentField({
  name,
  inputRef,
  text,
  onChange,
}: {
  name: string;
  inputRef: InputRef;
  text: string;
  onChange: (text: string) => void;
}) {
  return (
    <TextInput
      ref={inputRef}
      size="xs"
      mt={6}
      aria-label={`Comment on ${name}`}
      placeholder="comment, saved with the next value"
      value={text}
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key === 'Enter') event.preventDefault();
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
      rightSection={<Kbd size="xs">c</Kbd>}
    />
  );
}
