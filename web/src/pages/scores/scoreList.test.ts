import { expect, test } from 'vitest';
import type { Definition } from '../../api/scores';
import { definedFor, listScores } from './scoreList';

const NAMES = [
  { name: 'b', type: 'number', ratings: 2, last_recorded_at: '2026-01-02T00:00:00Z' },
  { name: 'B2', type: 'boolean', ratings: 9, last_recorded_at: '2026-01-01T00:00:00Z' },
  { name: 'b', type: 'label', ratings: 3, last_recorded_at: '2026-01-03T00:00:00Z' },
] as const;
const DEFINED = [{ name: 'a' }, { name: 'b' }] as Definition[];

const names = (...rest: [string?, ('name' | 'ratings' | 'recent')?]) =>
  listScores(NAMES, DEFINED, ...rest).map(({ name }) => name);

test('a name of two types is listed once; a name with only a definition is listed too', () => {
  expect(listScores(NAMES, DEFINED)).toEqual([
    { name: 'a', ratings: 0, last: '' },
    { name: 'b', ratings: 5, last: '2026-01-03T00:00:00Z' },
    { name: 'B2', ratings: 9, last: '2026-01-01T00:00:00Z' },
  ]);
});

test('names are searched case-insensitively and sorted', () => {
  expect(names('B')).toEqual(['b', 'B2']);
  expect(names(undefined, 'ratings')).toEqual(['B2', 'b', 'a']);
  expect(names('', 'recent')).toEqual(['b', 'B2', 'a']);
});

test('a definition is not listed among the scores of requests if only sessions have them', () => {
  const given = (name: string, request_ratings: number, session_ratings: number) => ({
    name,
    request_ratings,
    session_ratings,
  });
  const definitions = ['a', 'b', 'c', 'd'].map(name => ({ name })) as Definition[];
  const all = [given('a', 1, 0), given('b', 0, 1), given('c', 1, 1)];
  const listed = (unit: 'request' | 'session') =>
    definedFor(unit, all, definitions).map(({ name }) => name);
  expect(listed('request')).toEqual(['a', 'c', 'd']);
  expect(listed('session')).toEqual(['b', 'c', 'd']);
});
