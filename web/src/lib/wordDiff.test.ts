import { expect, test } from 'vitest';
import { diffWords } from './wordDiff';

const shown = (before: string, after: string) =>
  diffWords(before, after).map(
    ({ kind, text }) => ({ same: '', removed: '-', added: '+' })[kind] + text,
  );

test('words that differ are found between those that are the same', () => {
  expect(shown('send it back within 30 days', 'send it back within 14 days, free')).toEqual([
    'send it back within ',
    '-30 ',
    '+14 ',
    'days',
    '+, free',
  ]);
  expect(shown('a b c d', 'a x c d e')).toEqual(['a ', '-b ', '+x ', 'c ', '-d', '+d e']);
  expect(shown('one two three', 'one three')).toEqual(['one ', '-two ', 'three']);
});

test('equal and empty texts', () => {
  expect(shown('same text', 'same text')).toEqual(['same text']);
  expect(shown('', '')).toEqual([]);
  expect(shown('', 'new')).toEqual(['+new']);
  expect(shown('old', '')).toEqual(['-old']);
});

test('both texts can be put together again', () => {
  const words = (seed: number, n: number) =>
    Array.from({ length: n }, (_, i) => 'abcdefg'[(i * seed + ((i * i) % 5)) % 7]).join(' ');
  for (const [before, after] of [
    [words(3, 60), words(5, 70)],
    [words(2, 500), `${words(2, 250)} new ${words(2, 200)}`],
    ['x '.repeat(5_000), 'y '.repeat(5_000)],
    ['Grüße, 世界!\n\n  ok', 'Grüße, Welt!\n ok\n'],
  ] as const) {
    const runs = diffWords(before, after);
    const side = (other: string) =>
      runs
        .filter(({ kind }) => kind !== other)
        .map(({ text }) => text)
        .join('');
    expect([side('added'), side('removed')]).toEqual([before, after]);
  }
});
