import { expect, test } from 'vitest';
import { ends, place } from './scale';

test('values lie between the ends', () => {
  expect([place(5, 0, 10), place(-1, 0, 10), place(11, 0, 10), place(3, 3, 3)]).toEqual([
    0.5, 0, 1, 0.5,
  ]);
});

test('the ends take in what is known, with room', () => {
  expect(ends([0, 10, null, undefined, NaN])).toEqual([-0.5, 10.5]);
  expect(ends([null])).toBeNull();
  expect(ends([4])).toEqual([3.8, 4.2]);
});
