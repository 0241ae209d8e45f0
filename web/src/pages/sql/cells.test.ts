import { expect, test } from 'vitest';
import { cellText, isTime, isNumber, widthOf } from './cells';
import { chartSpec } from './chartSpec';

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
  const spec = chartSpec(columns, [
    ['a', 3, 0.5],
    ['b', 4, null],
  ]);
  expect(spec).toMatchObject({ x: 0, y: [1, 2], kind: 'bars' });
  expect(chartSpec([column('day', 'DATE'), column('n', 'BIGINT')], [['2026-01-01', 1]])?.kind).toBe(
    'lines',
  );
});

test('nothing is drawn without numbers, without an x axis or without rows', () => {
  expect(chartSpec([column('model', 'VARCHAR')], [['a']])).toBeNull();
  expect(chartSpec([column('n', 'BIGINT')], [[1]])).toBeNull();
  expect(chartSpec([column('model', 'VARCHAR'), column('n', 'BIGINT')], [])).toBeNull();
});
