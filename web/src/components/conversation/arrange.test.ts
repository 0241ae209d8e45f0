import { expect, test } from 'vitest';
import { arrange } from './arrange';
import type { Turn } from './turns';

const turns = (...roles: string[]) =>
  roles.map((role): Turn => ({
    role: role.replace('!', ''),
    parts: [],
    answer: role.endsWith('!'),
  }));
const shown = (...roles: string[]) =>
  arrange(turns(...roles)).map(({ from, to, isFolded }) => `${isFolded ? '-' : ''}${from}..${to}`);
const many = (role: string, n: number) => Array.from({ length: n }, () => role);

test('a short conversation is shown whole', () => {
  expect(shown('system', 'user', 'assistant!')).toEqual(['0..3']);
  expect(shown('system', 'user', 'assistant', 'user', 'assistant!')).toEqual(['0..5']);
});

test('of a long one the system prompt, the question and the turns before the answer are shown', () => {
  expect(shown('system', ...many('user', 10), 'assistant!')).toEqual(['0..1', '-1..8', '8..12']);
  expect(shown('system', ...many('tool', 6), 'user', ...many('tool', 20), 'assistant!')).toEqual([
    '0..1',
    '-1..7',
    '7..8',
    '-8..25',
    '25..29',
  ]);
});

test('without an answer the last turns are shown', () => {
  expect(shown(...many('user', 9))).toEqual(['-0..6', '6..9']);
  expect(shown()).toEqual([]);
});
