import { Button, Group, Text, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import type { Labelling } from './useLabelling';
import { type Asked, choices, limits, parseTyped, type Value } from './values';
import classes from './Label.module.css';

export interface TypedField {
  text: string;
  error: string;
  set: (text: string, error?: string) => void;
}

type InputRef = RefObject<HTMLInputElement | null>;

/** All scores of the queue: the one in question with its values, the others with what was given. */
export function ScoreControls({
  asked,
  labelling,
  typed,
  inputRef,
}: {
  asked: Asked[];
  labelling: Labelling;
  typed: TypedField;
  inputRef: InputRef;
}) {
  const { draft, current, select, give } = labelling;
  return asked.map(each => (
    <section
      key={each.name}
      className={`${classes.score} ${each === current ? classes.current : ''}`}
      aria-label={each.name}
    >
      <button type="button" className={classes.scoreName} onClick={() => select(each.name)}>
        {each.name}
        <span className={classes.given}>{shown(draft.values[each.name])}</span>
      </button>
      {each === current && (
        <>
          {each.description && (
            <Text size="xs" c="dimmed">
              {each.description}
            </Text>
          )}
          <Choices asked={each} onGive={value => give(each.name, value)} />
          {!each.isDirect && each.kind !== 'boolean' && (
            <ValueField
              asked={each}
              typed={typed}
              inputRef={inputRef}
              onGive={value => give(each.name, value)}
            />
          )}
        </>
      )}
    </section>
  ));
}

const shown = (value: Value | undefined) => (value === undefined ? '' : String(value));

function Choices({ asked, onGive }: { asked: Asked; onGive: (value: Value) => void }) {
  const all = choices(asked);
  if (!all.length) return null;
  return (
    <Group gap={6}>
      {all.map(([value, key]) => (
        <Button
          key={String(value)}
          variant="default"
          onClick={() => onGive(value)}
          rightSection={key && key !== String(value) && <kbd>{key}</kbd>}
        >
          {String(value)}
        </Button>
      ))}
    </Group>
  );
}

/** Keys are typed into it from anywhere on the page; Enter gives the value, if it fits. */
function ValueField({
  asked,
  typed,
  inputRef,
  onGive,
}: {
  asked: Asked;
  typed: TypedField;
  inputRef: InputRef;
  onGive: (value: Value) => void;
}) {
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        const parsed = parseTyped(typed.text, asked);
        if ('error' in parsed) return typed.set(typed.text, parsed.error);
        typed.set('');
        inputRef.current?.blur();
        onGive(parsed.value);
      }}
    >
      <TextInput
        ref={inputRef}
        aria-label={`Value of ${asked.name}`}
        placeholder={asked.kind === 'number' ? limits(asked) : 'a label'}
        inputMode={asked.kind === 'number' ? 'decimal' : 'text'}
        value={typed.text}
        error={typed.error}
        onChange={event => typed.set(event.currentTarget.value)}
        onKeyDown={event => event.key === 'Escape' && event.currentTarget.blur()}
        rightSection={<kbd>↵</kbd>}
      />
    </form>
  );
}
