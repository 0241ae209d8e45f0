import { expect, test } from 'vitest';
import { cellText, isTime, isNumber, widthOf } from './cells';
import { chartSpec } from './chartSpec';

test('types of DuckDB', () => {
  const types = ['BIGINT', 'HUGEINT', 'INTEGER', 'UTINYINT', 'DOUBLE', 'DECIMAL(18,3)', 'FLOAT'];
  expect(types.every(isNumber)).toBe(true);
  expect(['VARCHAR', 'BOOLEAN', 'DOUBLE[]', 'INTERVAL', 'TIMESTAMP'].some(isNumber)).toBe(false);
  expect(['TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'DATE'].every(isTime)).toBe(true);
});

test('values as they are, and markup as text', () => {
  expect(cellText(null, 'BIGINT')).toBe('–');
  expect(cellText(0.125, 'DOUBLE', 'en-GB')).toBe('0.125');
  expect(cellText(1234567, 'BIGINT', 'en-GB')).toBe('1234567');
  expect(cellText('<b>', 'VARCHAR')).toBe('<b>');
  expect(cellText(false, 'BOOLEAN')).toBe('false');
  expect(cellText([1, 'a'], 'VARCHAR[]')).toBe('[1,"a"]');
});

test('a column is as wide as what is in it, within reason', () => {
  expect(widthOf('n', [])).toBe(70);
  expect(widthOf('n', ['x'.repeat(500)])).toBe(360);
});

const column = (name: string, type: string) => ({ name, type });

test('the first text or time goes along, the numbers go up', () => {
  const columns = [column('model', 'VARCHAR'), column('calls', 'BIGINT'), column('mean', 'DOUBLE')];
  const drawn = chartSpec(columns, [
    ['a', 3, 0.5],
    ['b', 4, null],
  ]);
  expect(drawn).toMatchObject({ x: 0, y: [1, 2], kind: 'bars' });
  expect(chartSpec([column('day', 'DATE'), column('n', 'BIGINT')], [['2026-01-01', 1]])?.kind).toBe(
    'lines',
  );
});

test('nothing to draw without numbers, without something to draw them along, or without rows', () => {
  expect(chartSpec([column('model', 'VARCHAR')], [['a']])).toBeNull();
  expect(chartSpec([column('n', 'BIGINT')], [[1]])).toBeNull();
  expect(chartSpec([column('model', 'VARCHAR'), column('n', 'BIGINT')], [])).toBeNull();
});
