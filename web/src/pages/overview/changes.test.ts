import { expect, test } from 'vitest';
import { differenceText, periodBefore, relativeChange, toneOf } from './changes';

test('amounts change relative to before, if there was anything', () => {
  expect(relativeChange(112, 100)).toBe('+12%');
  expect(relativeChange(94, 100)).toBe('−6%');
  expect(relativeChange(100.01, 100)).toBe('no change');
  expect(relativeChange(3, 0)).toBeNull();
  expect(relativeChange(null, 3)).toBeNull();
});

test('differences have their interval, and shares are in points', () => {
  expect(differenceText(-0.061, { low: -0.081, high: -0.041 }, false)).toBe('−0.06 [−0.08, −0.04]');
  expect(differenceText(0.011, { low: 0.002, high: 0.021 }, true)).toBe('+1.1 [0.2, 2.1] pp');
  expect(differenceText(2, { low: null, high: null }, false)).toBe('+2.0');
});

test('only what is certain is better or worse', () => {
  expect(toneOf({ low: 0.002, high: 0.02 }, 'lower')).toBe('worse');
  expect(toneOf({ low: 0.002, high: 0.02 }, 'higher')).toBe('better');
  expect(toneOf({ low: -0.01, high: 0.02 }, 'higher')).toBe('neutral');
  expect(toneOf({ low: 0.002, high: 0.02 }, null)).toBe('neutral');
});

test('the time before in words', () => {
  const end = new Date('2026-11-28T12:00:00Z');
  const from = (hours: number) => ({ start: new Date(end.getTime() - hours * 3_600_000), end });
  expect(periodBefore(from(168))).toBe('the 7 days before');
  expect(periodBefore(from(24))).toBe('the 24 hours before');
  expect(periodBefore(from(1))).toBe('the hour before');
});
