import { expect, test } from 'vitest';
import {
  choices,
  EVERYTHING,
  keyOf,
  parseValue,
  type Scale,
  steps,
  valueForKey,
  WRITE,
} from './values';

const scale = (more: Partial<Scale>): Scale => ({ ...EVERYTHING, ...more });
const number = (minimum: number | null, maximum: number | null, isInteger = false) =>
  scale({ kind: 'number', minimum, maximum, isInteger });
const labels = scale({ kind: 'label', labels: ['good', 'poor'] });

test('a digit is the value only where it cannot begin another', () => {
  expect(valueForKey(7, number(0, 100))).toBe(WRITE);
  expect(valueForKey(7, number(0, 100, true))).toBe(WRITE);
  expect(valueForKey(1, number(0, 1))).toBe(WRITE);
  expect(valueForKey(7, number(null, null))).toBe(WRITE);
  expect(valueForKey(7, EVERYTHING)).toBe(WRITE);
  expect(valueForKey(4, number(1, 5, true))).toBe(4);
  expect(valueForKey(7, number(1, 5, true))).toBeNull();
  expect(valueForKey(0, number(1, 10, true))).toBe(10);
  expect(valueForKey(0, number(0, 5, true))).toBe(0);
  expect(steps(number(0, 10, true))).toBeNull(); // eleven: 1 may begin 10, and 0 cannot stand for it
  expect(valueForKey(2, labels)).toBe('poor');
  expect(valueForKey(3, labels)).toBeNull();
  expect(valueForKey(true, scale({ kind: 'boolean' }))).toBe(true);
  expect(valueForKey(0, scale({ kind: 'boolean' }))).toBe(false);
  expect(valueForKey(true, number(0, 1))).toBeNull();
});

test('choices and their keys', () => {
  expect(choices(labels)).toEqual(['good', 'poor']);
  expect(choices(number(1, 3, true))).toEqual([1, 2, 3]);
  expect(choices(number(0, 1))).toBeNull();
  expect(choices(number(1, 5))).toEqual([1, 2, 3, 4, 5]); // a decimal may be written as well
  expect(valueForKey(4, number(1, 5))).toBe(WRITE); // it may begin 4.5
  expect(keyOf('poor', labels)).toBe('2');
  expect(keyOf(10, number(1, 10, true))).toBe('0');
  expect(keyOf(false, scale({ kind: 'boolean' }))).toBe('f');
});

test.each([
  ['7', number(0, 100), 7],
  [' 0.5 ', EVERYTHING, 0.5],
  ['TRUE', scale({ kind: 'boolean' }), true],
  ['true', scale({ kind: 'label' }), 'true'],
  ['rude', EVERYTHING, 'rude'],
])('%j is the value %j', (written, of, value) => {
  expect(parseValue(written, of)).toEqual({ value });
});

test.each([
  ['150', number(0, 100), 'must be a number from 0 to 100'],
  ['-1', number(0, null), 'must be a number from 0'],
  ['2.5', number(1, 5, true), 'must be a whole number from 1 to 5'],
  ['seven', number(null, null), 'must be a number'],
  ['Infinity', number(null, 5), 'must be a number up to 5'],
  ['1', scale({ kind: 'boolean' }), 'must be true or false'],
  ['fair', scale({ ...labels, isClosed: true }), 'must be one of good, poor'],
  ['', EVERYTHING, 'must be a number, true, false or a text'],
])('%j is refused', (written, of, problem) => {
  expect(parseValue(written, of)).toEqual({ problem });
});
