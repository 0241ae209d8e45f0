import { expect, test } from 'vitest';
import { targetRow } from './useRowFocus';

test('keys lead to existing rows; other keys lead nowhere', () => {
  expect(targetRow('ArrowDown', 3, 10, 100)).toBe(4);
  expect(targetRow('ArrowDown', 99, 10, 100)).toBe(99);
  expect(targetRow('ArrowUp', 0, 10, 100)).toBe(0);
  expect(targetRow('PageDown', 95, 10, 100)).toBe(99);
  expect(targetRow('PageUp', 50, 10, 100)).toBe(40);
  expect(targetRow('End', 0, 10, 1_000_000)).toBe(999_999);
  expect(targetRow('Home', 7, 10, 100)).toBe(0);
  expect(targetRow('x', 7, 10, 100)).toBeNull();
  expect(targetRow('toString', 7, 10, 100)).toBeNull();
});
