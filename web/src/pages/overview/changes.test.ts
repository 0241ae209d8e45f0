import { expect, test } from 'vitest';
import { relativeChange, toneOf } from './changes';

test('amounts change relative to before, if there was anything', () => {
  expect(relativeChange(112, 100)).toBe('+12%');
  expect(relativeChange(94, 100)).toBe('−6%');
  expect(relativeChange(100.01, 100)).toBe('no change');
  expect(relativeChange(3, 0)).toBeNull();
  expect(relativeChange(null, 3)).toBeNull();
});

test('only what is certain is better or worse', () => {
  expect(toneOf({ low: 0.002, high: 0.02 }, 'lower')).toBe('worse');
  expect(toneOf({ low: 0.002, high: 0.02 }, 'higher')).toBe('better');
  expect(toneOf({ low: -0.01, high: 0.02 }, 'higher')).toBe('neutral');
  expect(toneOf({ low: 0.002, high: 0.02 }, null)).toBe('neutral');
});
