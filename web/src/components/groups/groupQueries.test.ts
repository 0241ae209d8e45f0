import { expect, test } from 'vitest';
import {
  anyOf,
  anyGroupFilter,
  groupFilter,
  scoreKey,
  groupScoreQueries,
  scoresByValue,
  type GroupScore,
} from './groupQueries';
import { groupSearch, sortFromUrl, sortToUrl } from './groupSearch';

const RANGE = { start: '2026-11-01T00:00:00.000Z', end: '2026-11-02T00:00:00.000Z' };
const BASE = { scores: ['accuracy'], labelled: [], filter: 'all' as const, timeRange: RANGE };

const rmt = (of: object) => ({ request_response_rmt: of });

test('the filter of a group, and of requests without a value', () => {
  expect(groupFilter('user', '42')).toEqual(rmt({ user_id: { equals: '42' } }));
  expect(groupFilter('property.Env', 'a')).toEqual(rmt({ properties: { Env: { equals: 'a' } } }));
  expect(groupFilter('property.Env', null)).toEqual(
    rmt({ properties: { Env: { equals: 'null' } } }),
  );
  expect(groupFilter('property', 'Env')).toEqual(
    rmt({ properties: { Env: { 'not-equals': 'null' } } }),
  );
  expect(anyGroupFilter('session')).toEqual(rmt({ session_id: { 'not-equals': 'null' } }));
  expect(anyGroupFilter('property.Env')).toBe('all');
});

test('values need one query for their scores, names one each', () => {
  expect(groupScoreQueries('user', ['a', 'b'], BASE)).toMatchObject([
    { group_by: ['user'], filter: anyOf([groupFilter('user', 'a'), groupFilter('user', 'b')]) },
  ]);
  expect(groupScoreQueries('property', ['Env', 'Arm'], BASE)).toMatchObject([
    { group_by: [], filter: groupFilter('property', 'Env') },
    { group_by: [], filter: groupFilter('property', 'Arm') },
  ]);
});

test('scores that people labelled have a query of their own, which corrects them', () => {
  const base = { ...BASE, scores: ['accuracy', 'is_right'], labelled: ['is_right'] };
  const asked = groupScoreQueries('user', ['a'], base);
  expect(asked.map(({ scores, corrected_by: by }) => [scores, by])).toEqual([
    [['accuracy'], undefined],
    [['is_right'], {}],
  ]);
  expect(groupScoreQueries('user', ['a'], { ...base, scores: ['is_right'] })).toHaveLength(1);
});

const group = (by: Record<string, string | null>, mean: number, other = false) =>
  ({ group: by, mean, other }) as GroupScore;
const score = (name: string, groups: GroupScore[]) => ({
  name,
  type: 'number' as const,
  histogram_edges: null,
  groups,
  total: null,
});
const KEY = scoreKey({ name: 'accuracy', type: 'number' });

test('results are assigned to their groups', () => {
  const result = [
    score('accuracy', [group({ user: 'a' }, 1), group({ user: null }, 2), group({}, 3, true)]),
  ];
  const found = scoresByValue('user', ['a', null, 'b'], [result]);
  expect([found.get('a')?.get(KEY)?.mean, found.get(null)?.get(KEY)?.mean]).toEqual([1, 2]);
  expect(found.get('b')?.size).toBe(0);

  const named = scoresByValue(
    'property',
    ['Env', 'Arm'],
    [[score('accuracy', [group({}, 4)])], []],
  );
  expect([named.get('Env')?.get(KEY)?.mean, named.get('Arm')?.size]).toEqual([4, 0]);
});

test('the sort order is written to the URL and read back', () => {
  const usual = { key: 'last_at', desc: true };
  expect(sortFromUrl({}, usual)).toBe(usual);
  for (const sort of [
    { key: 'cost', desc: true },
    { key: 'value', desc: false },
  ]) {
    expect(sortFromUrl(groupSearch(sortToUrl(sort)), usual)).toEqual(sort);
  }
  expect(groupSearch({ sort: 'nonsense', scores: [] })).toMatchObject({
    sort: undefined,
    scores: [],
  });
});
