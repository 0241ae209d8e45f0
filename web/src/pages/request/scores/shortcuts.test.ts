import { expect, test } from 'vitest';
import { actionOf } from './shortcuts';

const pressed = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('digits are numbers, t and f booleans', () => {
  expect(actionOf(pressed('7'))).toEqual({ do: 'give', value: 7 });
  expect(actionOf(pressed('f'))).toEqual({ do: 'give', value: false });
});

test('the browser keeps its own', () => {
  expect(actionOf(pressed('t', { ctrlKey: true }))).toBeNull();
  expect(actionOf(pressed('1', { altKey: true }))).toBeNull();
});

test('other keys do nothing', () => {
  for (const key of ['x', 'Enter', 'constructor', 'F1']) expect(actionOf(pressed(key))).toBeNull();
});
