import { expect, test } from 'vitest';
import type { ScoreRecord } from '../../../api/requests';
import { valueForKey, listScores, parseValue } from './requestScores';

const record = (name: string, superseded_at: string | null = null) =>
  ({ name, superseded_at }) as ScoreRecord;
const known = (name: string, type: 'number' | 'boolean' | 'label', ratings = 1) => ({
  name,
  type,
  ratings,
});
const defined = (name: string, more: object) =>
  ({ name, kind: null, labels: [], minimum: null, maximum: null, ...more }) as never;

test('all names are listed in alphabetical order', () => {
  const scores = listScores([record('b'), record('b', 'then')], [known('c', 'number')], [], 'a');
  expect(scores.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(scores[1]).toMatchObject({ current: [{}], history: [{}] });
});

test('the kind comes from the definition, otherwise from the most frequent type', () => {
  const kinds = (definitions: never[]) =>
    listScores([], [known('a', 'label', 1), known('a', 'boolean', 5)], definitions, undefined)[0]
      ?.kind;
  expect(kinds([])).toBe('boolean');
  expect(kinds([defined('a', { kind: 'float' })])).toBe('number');
  expect(kinds([defined('a', { labels: ['good'] })])).toBe('label');
});

test('thumbs are not listed', () => {
  expect(listScores([record('helicone-score-feedback')], [], [], undefined)).toEqual([]);
});

test.each([
  ['7', 'number', 7],
  [' 0.5 ', null, 0.5],
  ['seven', 'number', null],
  ['TRUE', 'boolean', true],
  ['1', 'boolean', null],
  ['true', 'label', 'true'],
  ['rude', null, 'rude'],
  ['', null, null],
  ['Infinity', 'number', null],
] as const)('%j as %s is %j', (written, kind, value) => {
  expect(parseValue(written, kind)).toBe(value);
});

test('keys give numbers, booleans or the label of that number', () => {
  expect(valueForKey(7, { kind: 'number', labels: [] })).toBe(7);
  expect(valueForKey(2, { kind: 'label', labels: ['a', 'b'] })).toBe('b');
  expect(valueForKey(3, { kind: 'label', labels: ['a', 'b'] })).toBeNull();
  expect(valueForKey(true, { kind: 'boolean', labels: [] })).toBe(true);
  expect(valueForKey(true, { kind: 'number', labels: [] })).toBeNull();
  expect(valueForKey(1, { kind: 'boolean', labels: [] })).toBeNull();
});
