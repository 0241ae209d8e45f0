import { expect, test } from 'vitest';
import { cost, count, duration, percent, size, UNKNOWN } from './numbers';

test('numbers are written as in the locale', () => {
  expect(count(1234567, 'en-GB')).toBe('1,234,567');
  expect(count(1234567, 'de-DE')).toBe('1.234.567');
  expect(percent(0.031, 'en-GB')).toBe('3.1%');
});

test('an unknown number is not 0', () => {
  expect([count(null), cost(undefined), duration(null), size(null), count(NaN)]).toEqual(
    Array(5).fill(UNKNOWN),
  );
  expect(count(0, 'en-GB')).toBe('0');
});

test('fractions of a cent are not rounded away', () => {
  expect(cost(12.5, 'en-US')).toBe('$12.50');
  expect(cost(0.000123, 'en-US')).toBe('$0.00012');
  expect(cost(0, 'en-US')).toBe('$0.00');
});

test('units fit the size of the number', () => {
  expect(duration(250, 'en-GB')).toBe('250 ms');
  expect(duration(2500, 'en-US')).toBe('2.5 sec');
  expect(size(1_500_000, 'en-GB')).toBe('1.5 MB');
  expect(size(0, 'en-GB')).toBe('0 byte');
});
