import { expect, test } from 'vitest';
import { target } from './useRowFocus';

test('keys lead to a row that there is, and other keys nowhere', () => {
  expect(target('ArrowDown', 3, 10, 100)).toBe(4);
  expect(target('ArrowDown', 99, 10, 100)).toBe(99);
  expect(target('ArrowUp', 0, 10, 100)).toBe(0);
  expect(target('PageDown', 95, 10, 100)).toBe(99);
  expect(target('PageUp', 50, 10, 100)).toBe(40);
  expect(target('End', 0, 10, 1_000_000)).toBe(999_999);
  expect(target('Home', 7, 10, 100)).toBe(0);
  expect(target('x', 7, 10, 100)).toBeNull();
  expect(target('toString', 7, 10, 100)).toBeNull();
});
