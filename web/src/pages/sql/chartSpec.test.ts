import { expect, test } from 'vitest';
import { chartSpecs } from './chartSpec';

const column = (name: string, type = 'DOUBLE') => ({ name, type });

test('dollars and counts have charts of their own, and so have numbers of different sizes', () => {
  const columns = [
    column('model', 'VARCHAR'),
    column('requests', 'BIGINT'),
    column('cost_usd'),
    column('errors', 'BIGINT'),
    column('p50_ms'),
    column('p95_ms'),
    column('tokens', 'BIGINT'),
  ];
  const rows = [['a', 40, 0.02, 12, 300, 900, 1_000_000]];
  expect(chartSpecs(columns, rows).map(({ y }) => y)).toEqual([[1, 3], [2], [4, 5], [6]]);
});

test('a result without numbers, names or rows is not drawn', () => {
  expect(chartSpecs([column('n')], [[1]])).toEqual([]);
  expect(chartSpecs([column('model', 'VARCHAR')], [['a']])).toEqual([]);
  expect(chartSpecs([column('model', 'VARCHAR'), column('n')], [])).toEqual([]);
});
