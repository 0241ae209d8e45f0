import { expect, test } from 'vitest';
import { lineOf, rangeOf } from './errorLine';

test('the line that a message names', () => {
  expect(lineOf('Parser Error: syntax error\n\nLINE 2: FORM\n        ^')).toBe(2);
  expect(lineOf('another statement is running: ask again')).toBeNull();
});

test('where it begins and ends in the text', () => {
  const text = 'SELECT 1\nFORM x\n';
  const [start, end] = rangeOf(text, 2)!;
  expect(text.slice(start, end)).toBe('FORM x');
  expect(rangeOf(text, 4)).toBeNull();
  expect(rangeOf(text, 0)).toBeNull();
});
