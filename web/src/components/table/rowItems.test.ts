import { expect, test } from 'vitest';
import { RowItems } from './rowItems';

const HEADINGS = [
  { before: 3, text: 'Friday' },
  { before: 0, text: 'Saturday' },
  { before: 99, text: 'beyond the end' },
];

test('headings stand above their rows, and every row is found again', () => {
  const items = new RowItems(5, HEADINGS);
  expect(items.count).toBe(7);
  const shown = Array.from({ length: items.count }, (_, item) => {
    const at = items.at(item);
    return at.heading ? at.heading.text : at.row;
  });
  expect(shown).toEqual(['Saturday', 0, 1, 2, 'Friday', 3, 4]);
  for (let row = 0; row < 5; row++) expect(items.at(items.ofRow(row))).toEqual({ row });
  expect([items.rowFrom(0), items.rowFrom(4), items.rowFrom(6)]).toEqual([0, 3, 4]);
  expect([items.above(0), items.above(1), items.above(3)]).toEqual([0, 2, 4]);
});

test('without headings, items are rows', () => {
  const items = new RowItems(1_000_000);
  expect([items.count, items.ofRow(999_999), items.at(7)]).toEqual([
    1_000_000,
    999_999,
    { row: 7 },
  ]);
});
