import { expect, test } from 'vitest';
import { cellText, columnText, isTime, isNumber, widthOf } from './cells';
import { chartSpecs } from './chartSpec';

test('types of DuckDB are recognized', () => {
  const types = ['BIGINT', 'HUGEINT', 'INTEGER', 'UTINYINT', 'DOUBLE', 'DECIMAL(18,3)', 'FLOAT'];
  expect(types.every(isNumber)).toBe(true);
  expect(['VARCHAR', 'BOOLEAN', 'DOUBLE[]', 'INTERVAL', 'TIMESTAMP'].some(isNumber)).toBe(false);
  expect(['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'DATE'].every(isTime)).toBe(true);
});

test('values are formatted, markup stays text', () => {
  expect(cellText(null, 'BIGINT')).toBe('–');
  expect(cellText(0.125, 'DOUBLE', 'en-GB')).toBe('0.125');
  expect(cellText(1234567, 'BIGINT', 'en-GB')).toBe('1234567');
  expect(cellText('<b>', 'VARCHAR')).toBe('<b>');
  expect(cellText(false, 'BOOLEAN')).toBe('false');
  expect(cellText([1, 'a'], 'VARCHAR[]')).toBe('[1,"a"]');
});

test('a column is as wide as its content, within limits', () => {
  expect(widthOf('n', [])).toBe(70);
  expect(widthOf('n', ['x'.repeat(500)])).toBe(360);
});

const column = (name: string, type: string) => ({ name, type });

test('the first text or time becomes the x axis, numbers become the y axis', () => {
  const columns = [column('model', 'VARCHAR'), column('calls', 'BIGINT'), column('mean', 'DOUBLE')];
  const [spec] = chartSpecs(columns, [
    ['a', 3, 0.5],
    ['b', 4, null],
  ]);
  expect(spec).toMatchObject({ x: 0, y: [1, 2], kind: 'bars' });
  const [days] = chartSpecs([column('day', 'DATE'), column('n', 'BIGINT')], [['2026-01-01', 1]]);
  expect(days?.kind).toBe('lines');
});

test('nothing is drawn without numbers, without an x axis or without rows', () => {
  expect(chartSpecs([column('model', 'VARCHAR')], [['a']])).toEqual([]);
  expect(chartSpecs([column('n', 'BIGINT')], [[1]])).toEqual([]);
  expect(chartSpecs([column('model', 'VARCHAR'), column('n', 'BIGINT')], [])).toEqual([]);
});

test('a column has the same decimals, and times in UTC without what they share', () => {
  const column = (values: Parameters<typeof columnText>[0], type: string) =>
    values.map(columnText(values, type, 'en-GB'));
  expect(column([0.123456789012345678, 2.5, null], 'DOUBLE')).toEqual(['0.123', '2.500', '–']);
  expect(column([1, 2], 'DOUBLE')).toEqual(['1', '2']);
  expect(column([1234567, 3], 'BIGINT')).toEqual(['1234567', '3']);
  expect(column(['2020-11-28T00:00:00Z', null], 'TIMESTAMP')).toEqual(['Nov 28 2020', '–']);
  expect(column(['2020-11-28T09:00:05Z'], 'TIMESTAMP')).toEqual(['Nov 28 2020 09:00:05']);
  expect(column(['2020-11-28'], 'DATE')).toEqual(['Nov 28 2020']);
});
