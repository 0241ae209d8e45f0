import { expect, test } from 'vitest';
import type { Definition } from '../../api/scores';
import { type Asked, askedOf, choices, keyAction, parseTyped } from './values';

const definition = (fields: Partial<Definition>): Definition => ({
  name: 'score',
  kind: null,
  minimum: null,
  maximum: null,
  labels: [],
  direction: null,
  pass_threshold: null,
  description: null,
  enforce: false,
  updated_at: '2026-11-28T00:00:00Z',
  ...fields,
});
const asked = (fields: Partial<Definition>): Asked => askedOf(['score'], [definition(fields)])[0]!;

const HUNDRED = asked({ kind: 'integer', minimum: 0, maximum: 100 });
const FIVE = asked({ kind: 'integer', minimum: 1, maximum: 5 });
const VERDICT = asked({ kind: 'label', labels: ['good', 'bad'] });

test('a digit is typed where the scale is longer than digits, and saved where it is not', () => {
  expect(keyAction('7', HUNDRED)).toEqual({ do: 'type', text: '7' });
  expect(keyAction('7', asked({ kind: 'integer', minimum: 1, maximum: 10 }))?.do).toBe('type');
  expect(keyAction('0', asked({ kind: 'float', minimum: 0, maximum: 1 }))?.do).toBe('type');
  expect(keyAction('5', FIVE)).toEqual({ do: 'give', value: 5 });
  expect(keyAction('7', FIVE)?.do).toBe('refuse');
  expect(keyAction('2', VERDICT)).toEqual({ do: 'give', value: 'bad' });
  expect(keyAction('t', asked({ kind: 'boolean' }))).toEqual({ do: 'give', value: true });
});

test('letters are commands unless they are values', () => {
  expect(keyAction('s', HUNDRED)).toEqual({ do: 'skip' });
  expect(keyAction('u', undefined)).toEqual({ do: 'undo' });
  expect(keyAction('v', HUNDRED)).toEqual({ do: 'type', text: '' });
  expect(keyAction('x', VERDICT)).toBeNull();
});

test('what does not fit is refused with what would', () => {
  expect(parseTyped('72', HUNDRED)).toEqual({ value: 72 });
  expect(parseTyped('150', HUNDRED)).toEqual({
    error: 'score must be a whole number from 0 to 100, not “150”',
  });
  expect(parseTyped('7.5', HUNDRED)).toHaveProperty('error');
  expect(parseTyped(' ', HUNDRED)).toHaveProperty('error');
  expect(parseTyped('fine', VERDICT)).toEqual({ error: 'score must be one of good, bad' });
  expect(parseTyped('yes', asked({ kind: 'boolean' }))).toEqual({ value: true });
});

test('short scales have a button for each value', () => {
  expect(choices(FIVE).map(([value]) => value)).toEqual([1, 2, 3, 4, 5]);
  expect(choices(HUNDRED)).toEqual([]);
});
