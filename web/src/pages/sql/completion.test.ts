import { expect, test } from 'vitest';
import { completionsAt } from './completion';

const TABLES = [
  {
    table: 'requests',
    columns: [
      { name: 'model', type: 'VARCHAR' },
      { name: 'cost_usd', type: 'DOUBLE' },
    ],
  },
  { table: 'scores', columns: [{ name: 'comment', type: 'VARCHAR' }] },
];
const at = (sql: string) => completionsAt(sql, sql.length, TABLES).options.map(({ text }) => text);

test('columns of the named tables come first, then functions and keywords', () => {
  expect(at('SELECT co')).toEqual([
    'cost_usd',
    'comment',
    'count(',
    'corr(',
    'coalesce(',
    'concat(',
    'contains(',
  ]);
  expect(at('FROM scores SELECT com')).toEqual(['comment']);
  expect(at('SELECT r.m')[0]).toBe('model');
  expect(at('SELECT * FROM req')).toEqual(['requests']);
  expect(at('WHERE started_at > :')).toEqual([':start', ':end']);
  expect(at('select * fr')).toEqual(['FROM']);
});

test('nothing is offered in texts, comments, and where a word is short or finished', () => {
  for (const sql of [
    "SELECT 'co",
    'SELECT 1 -- co',
    'SELECT "co',
    'SELECT /* co',
    'SELECT m',
    'SELECT ',
    'SELECT model',
  ])
    expect(at(sql)).toEqual([]);
  expect(completionsAt('SELECT model', 9, TABLES).options).toEqual([]);
});
