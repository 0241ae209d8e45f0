import { expect, test } from 'vitest';
import { extent, position } from './scale';

test('a position lies between the ends', () => {
  expect([position(5, 0, 10), position(-1, 0, 10), position(11, 0, 10), position(3, 3, 3)]).toEqual(
    [0.5, 0, 1, 0.5],
  );
});

test('the ends enclose the known values with a margin', () => {
  expect(extent([0, 10, null, undefined, NaN])).toEqual([-0.5, 10.5]);
  expect(extent([null])).toBeNull();
  expect(extent([4])).toEqual([3.8, 4.2]);
});
