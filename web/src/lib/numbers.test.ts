import { expect, test } from 'vitest';
import {
  cost,
  costsOf,
  count,
  duration,
  durationWithin,
  fixed,
  fixedPercent,
  percent,
  size,
  tickDuration,
  UNKNOWN,
} from './numbers';

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
  expect(cost(1, 'en-GB')).toBe('$1.00');
});

test('units fit the size of the number', () => {
  expect(duration(250, 'en-GB')).toBe('250 ms');
  expect(duration(2500, 'en-US')).toBe('2.50 s');
  expect(tickDuration(2000, 'en-US')).toBe('2 s');
  expect(duration(4, 'en-GB')).toBe('4 ms');
  expect(durationWithin(2310, 2100, 2600, 'en-GB')).toBe('2.31 s [2.10, 2.60]');
  expect(size(1_500_000, 'en-GB')).toBe('1.5 MB');
  expect(size(0, 'en-GB')).toBe('0 B');
});

test('what stands in one column has the same decimals', () => {
  const column = costsOf([0.02, 0.004, 0.0000075, null, 0], 'en-US');
  expect([0.02, 0.004, 0.0000075, null, 0].map(column)).toEqual([
    '$0.0200',
    '$0.0040',
    '<$0.0001',
    UNKNOWN,
    '$0.0000',
  ]);
  expect([12, 3.5].map(costsOf([12, 3.5], 'en-US'))).toEqual(['$12.00', '$3.50']);
  expect(costsOf([], 'en-US')(0.3)).toBe('$0.30');
  expect([78.5, 78.69].map(value => fixed(value, 1, 'en-GB'))).toEqual(['78.5', '78.7']);
  expect(fixedPercent(0.95, 1, 'en-GB')).toBe('95.0%');
});
