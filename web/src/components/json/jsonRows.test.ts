import { expect, test } from 'vitest';
import { firstOpen, jsonRows } from './jsonRows';

const DOCUMENT = { a: [1, { b: 'x' }], 'c/d e': null };
const shown = (root: unknown, open: Set<string>) =>
  jsonRows(root, open, new Map()).map(({ path, depth, size }) => [path, depth, size]);

test('open parts have rows for their members', () => {
  expect(shown(DOCUMENT, new Set())).toEqual([['', 0, 2]]);
  expect(shown(DOCUMENT, firstOpen(DOCUMENT))).toEqual([
    ['', 0, 2],
    ['/a', 1, 2],
    ['/a/0', 2, null],
    ['/a/1', 2, 1],
    ['/a/1/b', 3, null],
    ['/c~1d~2e', 1, null],
  ]);
});

test('a large document shows a page of its members, and opens few of them', () => {
  const large = { list: Array.from({ length: 100_000 }, (_, n) => ({ n })) };
  const rows = jsonRows(large, new Set(['', '/list']), new Map());
  expect(rows).toHaveLength(2 + 100 + 1);
  expect(rows.at(-1)).toMatchObject({ hidden: 99_900, depth: 2 });
  expect(firstOpen(large)).toEqual(new Set(['']));
});

test('a text is a row', () => {
  expect(shown('text', firstOpen('text'))).toEqual([['', 0, null]]);
});
