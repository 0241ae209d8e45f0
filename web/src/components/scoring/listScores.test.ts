import { expect, test } from 'vitest';
import type { ScoreRecord } from '../../api/requests';
import { listScores } from './listScores';

const record = (name: string, superseded_at: string | null = null) =>
  ({ name, superseded_at }) as ScoreRecord;
const known = (name: string, type: 'number' | 'boolean' | 'label', ratings = 1) => ({
  name,
  type,
  ratings,
});
const defined = (name: string, more: object = {}) =>
  ({ name, kind: null, labels: [], minimum: null, maximum: null, ...more }) as never;
const names = (scores: { name: string }[]) => scores.map(({ name }) => name);

test('given scores come first, then those that are defined or selected', () => {
  const scores = listScores(
    [record('d'), record('d', 'then'), record('b')],
    [known('a', 'number'), known('e', 'number'), known('b', 'number')],
    [defined('c'), defined('d')],
    'a',
  );
  expect(names(scores.given)).toEqual(['b', 'd']);
  expect(scores.given[1]).toMatchObject({ current: [{}], history: [{}] });
  expect(names(scores.offered)).toEqual(['a', 'c']);
  expect(scores.others).toEqual(['e']);
});

test('the kind comes from the definition, otherwise from the most frequent type', () => {
  const kind = (...definitions: never[]) =>
    listScores([], [known('a', 'label', 1), known('a', 'boolean', 5)], definitions, 'a').offered[0]!
      .scale.kind;
  expect(kind()).toBe('boolean');
  expect(kind(defined('a', { kind: 'float' }))).toBe('number');
  expect(kind(defined('a', { labels: ['good'] }))).toBe('label');
});

test('thumbs are not listed', () => {
  const thumbs = 'helicone-score-feedback';
  expect(listScores([record(thumbs)], [known(thumbs, 'boolean')], [], undefined)).toEqual({
    given: [],
    offered: [],
    others: [],
  });
});
