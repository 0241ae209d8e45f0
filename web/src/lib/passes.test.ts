import { expect, test } from 'vitest';
import { passes, thresholdText } from './passes';

test('the threshold itself passes, on the side that is better', () => {
  const higher = { direction: null, pass_threshold: 0.7 } as const;
  const lower = { direction: 'lower', pass_threshold: 5 } as const;
  expect([0.7, 0.69, 0].map(value => passes(higher, value))).toEqual([true, false, false]);
  expect([5, 5.1].map(value => passes(lower, value))).toEqual([true, false]);
  expect(passes({ direction: null, pass_threshold: null }, 1)).toBeNull();
  expect(passes(undefined, 1)).toBeNull();
  expect(passes(higher, 'good')).toBeNull();
  expect(thresholdText(lower)).toBe('passes up to 5');
  expect(thresholdText(undefined)).toBe('');
});
