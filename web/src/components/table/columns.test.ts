import { expect, test } from 'vitest';
import { inOrder, limitedWidth, moved } from './columns';

const columns = [{ id: 'select', fixed: true }, { id: 'a' }, { id: 'b' }, { id: 'c' }];
const ids = (given: { id: string }[]) => given.map(({ id }) => id).join(' ');

test('columns are in the chosen order; new ones stay behind their neighbour, fixed ones in front', () => {
  expect(ids(inOrder(columns, {}))).toBe('select a b c');
  expect(ids(inOrder(columns, { order: ['c', 'a', 'b'] }))).toBe('select c a b');
  expect(ids(inOrder(columns, { order: ['c', 'a', 'gone'] }))).toBe('select c a b');
  expect(ids(inOrder(columns, { order: ['b', 'select', 'a'] }))).toBe('select b c a');
});

test('a column is moved to the place of another', () => {
  expect(moved(columns, 'a', 'c').join(' ')).toBe('select b c a');
  expect(moved(columns, 'c', 'a').join(' ')).toBe('select c a b');
  for (const [id, target] of [
    ['a', 'a'],
    ['a', 'select'],
    ['select', 'c'],
    ['a', 'gone'],
    ['gone', 'a'],
  ] as const)
    expect(moved(columns, id, target).join(' ')).toBe('select a b c');
});

test('a width stays within what can be used', () => {
  expect([limitedWidth(-5), limitedWidth(100.4), limitedWidth(1e9)]).toEqual([48, 100, 1200]);
});
