import { expect, test } from 'vitest';
import { shortcutAction } from './shortcuts';

const pressed = (key: string, more = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

test('digits give numbers, t and f give booleans', () => {
  expect(shortcutAction(pressed('7'))).toEqual({ do: 'give', value: 7 });
  expect(shortcutAction(pressed('f'))).toEqual({ do: 'give', value: false });
});

test('shortcuts of the browser are left alone', () => {
  expect(shortcutAction(pressed('t', { ctrlKey: true }))).toBeNull();
  expect(shortcutAction(pressed('1', { altKey: true }))).toBeNull();
});

test('other keys do nothing', () => {
  for (const key of ['x', 'Enter', 'constructor', 'F1'])
    expect(shortcutAction(pressed(key))).toBeNull();
});
