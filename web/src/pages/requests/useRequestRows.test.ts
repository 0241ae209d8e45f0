import { expect, test } from 'vitest';
import { PAGE_ROWS, pagesAround } from './useRequestRows';

const view = (page: number) => ({ first: page * PAGE_ROWS + 5, last: page * PAGE_ROWS + 40 });
const MANY = 1_000_000;
const all = () => true;

test('the page in view comes first, then those ahead', () => {
  expect(pagesAround(view(10), view(9), MANY, all)).toEqual([10, 11, 12, 13, 14, 9]);
  expect(pagesAround(view(10), view(11), MANY, all)).toEqual([10, 9, 8, 7, 6, 11]);
});

test('at rest both neighbours are loaded, after a jump the pages in view first', () => {
  expect(pagesAround(view(10), view(10), MANY, all)).toEqual([10, 11, 9]);
  expect(pagesAround(view(10), view(9_000), MANY, all)).toEqual([10, 9, 11]);
  expect(pagesAround(view(10), view(9_000), MANY, page => page !== 10)).toEqual([10]);
});

test('no page is before the first or after the last', () => {
  expect(pagesAround(view(2), view(3), MANY, all)).toEqual([2, 1, 0, 3]);
  expect(pagesAround(view(0), view(0), MANY, all)).toEqual([0, 1]);
  expect(pagesAround(view(1), view(0), 2 * PAGE_ROWS, all)).toEqual([1, 0]);
  expect(pagesAround(view(0), view(0), 0, all)).toEqual([]);
});
