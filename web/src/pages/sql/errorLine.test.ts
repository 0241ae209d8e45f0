import { expect, test } from 'vitest';
import { errorLine, lineRange } from './errorLine';

test('the line is read from the message', () => {
  expect(errorLine('Parser Error: syntax error\n\nLINE 2: FORM\n        ^')).toBe(2);
  expect(errorLine('another statement is running: ask again')).toBeNull();
});

test('a line has a start and an end in the text', () => {
  const text = 'SELECT 1\nFORM x\n';
  const [start, end] = lineRange(text, 2)!;
  expect(text.slice(start, end)).toBe('FORM x');
  expect(lineRange(text, 4)).toBeNull();
  expect(lineRange(text, 0)).toBeNull();
});
