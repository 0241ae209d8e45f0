import { expect, test } from 'vitest';
import { digitsOf, meanText } from './means';

const text = (...given: Parameters<typeof meanText>) => {
  const { value, interval } = meanText(given[0], given[1], { locale: 'en-GB', ...given[2] });
  return interval ? `${value} ${interval}` : value;
};

test('the width of the interval decides the digits', () => {
  expect(text(0.83161, { low: 0.8245, high: 0.8387 })).toBe('0.832 ± 0.007');
  expect(text(74.5, { low: 74.32, high: 74.68 })).toBe('74.50 ± 0.18');
  expect(text(1234.5, { low: 1200, high: 1269 })).toBe('1,235 ± 35');
  expect(text(-0.000225, { low: -0.002, high: 0.00155 })).toBe('-0.0002 ± 0.0018');
  expect(text(0.951, { low: 0.948, high: 0.954 }, { isShare: true })).toBe('95.1% ± 0.3%');
});

test('an interval that is not symmetric has both of its ends', () => {
  expect(text(5.2, { low: 3.2, high: 6.6 })).toBe('5.2 [3.2, 6.6]');
  expect(text(0.99, { low: 0.93, high: 0.998 }, { isShare: true })).toBe('99% [93%, 100%]');
});

test('an interval is cut to what can be, and left out where it then says nothing', () => {
  expect(text(79, { low: 60.8, high: 218.8 }, { limits: [0, 100] })).toBe('79 [61, 100]');
  expect(text(79, { low: -60.77, high: 218.8 }, { limits: [0, 100] })).toBe('79');
  expect(text(0.5, { low: -0.2, high: 1.2 }, { isShare: true })).toBe('50%');
});

test('without an interval, the value is there, and without a value, nothing is known', () => {
  expect(text(7, { low: null, high: null })).toBe('7');
  expect(text(0.25, null, { isShare: true })).toBe('25%');
  expect(text(null, { low: 0, high: 1 })).toBe('–');
  expect(text(3, { low: 3, high: 3 })).toBe('3.0 ± 0.0');
});

test('a column has the digits of its usual interval', () => {
  const column = [
    { low: 78.1, high: 78.9 },
    { low: 78.65, high: 78.73 },
    { low: 70, high: 90 },
  ];
  expect(digitsOf(column)).toBe(1);
  expect(text(78.69, column[1], { digits: digitsOf(column) })).toBe('78.7 ± 0.0');
  expect(digitsOf([null, undefined])).toBe(1);
});
