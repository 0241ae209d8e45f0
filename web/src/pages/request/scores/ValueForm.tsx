import { Button, Group, Kbd, Stack, TextInput } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { parseValue, type Score } from './requestScores';
import { ValueChoices } from './ValueChoices';

type InputRef = RefObject<HTMLInputElement | null>;

/** Gives the selected score a value and, if the viewer writes one, a comment. */
export function ValueForm({
  score,
  valueRef,
  commentRef,
  comment,
  onComment,
  onGive,
}: {
  score: Score;
  valueRef: InputRef;
  commentRef: InputRef;
  comment: string;
  onComment: (text: string) => void;
  onGive: (value: number | boolean | string) => void;
}) {
  const [input, setInput] = useState('');
  const [isInvalid, setIsInvalid] = useState(false);

  function save() {
    const value = parseValue(input, score.kind);
    setIsInvalid(value === null);
    if (value === null) return;
    onGive(value);
    setInput('');
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
        <ValueChoices score={score} onGive={onGive} />
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
              setIsInvalid(false);
            }}
            error={isInvalid && `${score.name} must be ${EXPECTED[score.kind ?? 'label']}`}
            rightSection={<Kbd size="xs">v</Kbd>}
          />
          <Button size="xs" type="submit" variant="default">
            Save
          </Button>
        </Group>
        <CommentField name={score.name} inputRef={commentRef} text={comment} onChange={onComment} />
      </Stack>
    </form>
  );
}

const EXPECTED = { number: 'a number', boolean: 'true or false', label: 'a text' };

const placeholder = ({ kind, limits }: Score) =>
  kind === 'number' ? `a number ${limits}` : (kind ?? 'a value');

/** Enter leaves the field without saving: the comment is sent with the next value. */
function CommentField({
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
      aria-label={`Comment on ${name}`}
      placeholder="comment, saved with the next value"
      value={text}
      onChange={event => onChange(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        event.currentTarget.blur();
      }}
      rightSection={<Kbd size="xs">c</Kbd>}
    />
  );
}
