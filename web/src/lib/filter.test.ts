import { expect, test } from 'vitest';
import {
  alternatives,
  and,
  describeCondition,
  fromAlternatives,
  readFilter,
  toFilterTree,
} from './filter';

test('conditions are read from the URL; nonsense is left out', () => {
  const raw = [
    { field: 'model', op: 'is', value: 'gpt-4o' },
    { field: 'status', op: 'gte', value: 400 },
    { field: 'property', name: 'Env', op: 'has', value: 'prod' },
    { field: 'score', name: 'accuracy', op: 'lt', value: '50' },
    { field: 'score', op: 'lt', value: '50' }, // lacks a name
    { field: 'model', op: 'gt', value: 'x' }, // texts cannot be compared by size
    { field: 'status', op: 'is', value: 'ok' },
    { field: '__proto__', op: 'is', value: 'x' },
    null,
    'model',
  ];
  expect(readFilter(raw)).toEqual([
    { field: 'model', op: 'is', value: 'gpt-4o' },
    { field: 'status', op: 'gte', value: '400' },
    { field: 'property', name: 'Env', op: 'has', value: 'prod' },
    { field: 'score', name: 'accuracy', op: 'lt', value: '50' },
  ]);
  expect(readFilter('all')).toBeUndefined();
  expect(readFilter([{}])).toBeUndefined();
});

test('conditions become the filter tree of the API', () => {
  expect(toFilterTree(undefined)).toBe('all');
  expect(toFilterTree([{ field: 'user', op: 'not', value: '42' }])).toEqual({
    request_response_rmt: { user_id: { 'not-equals': '42' } },
  });
  expect(
    toFilterTree([
      { field: 'status', op: 'gte', value: '400' },
      { field: 'score', name: 'is_safe', op: 'is', value: 'false' },
    ]),
  ).toEqual({
    left: { request_response_rmt: { status: { gte: 400 } } },
    operator: 'and',
    right: { request_response_rmt: { scores: { is_safe: { equals: false } } } },
  });
});

test('what exists, what is missing, and who scored', () => {
  const filter = [
    { field: 'score', name: 'verdict', op: 'none' },
    { field: 'property', name: 'Env', op: 'any', value: 'left over' },
    { field: 'rater', name: 'verdict', op: 'not', value: 'anna' },
    { field: 'comment', op: 'lacks', value: 'on topic' },
    { field: 'evaluator_version', name: 'judge', op: 'is', value: '3' },
    { field: 'rater', op: 'is', value: 'anna' },
    { field: 'evaluator_version', op: 'is', value: '3' }, // lacks the evaluator
  ];
  const conditions = readFilter(filter)!;
  expect(conditions.map(describeCondition)).toEqual([
    'verdict is missing',
    'Env exists',
    'no verdict by anna',
    'Comment does not contain on topic',
    'judge version = 3',
    'scored by anna',
  ]);
  const leaves = conditions.map(condition => toFilterTree([condition]));
  expect(
    leaves.map(leaf => (leaf as { request_response_rmt: unknown }).request_response_rmt),
  ).toEqual([
    { scores: { verdict: { equals: 'null' } } },
    { properties: { Env: { 'not-equals': 'null' } } },
    { score_authors: { verdict: { 'not-equals': 'anna' } } },
    { score_comment: { 'not-contains': 'on topic' } },
    { evaluator_versions: { judge: { equals: '3' } } },
    { score_author: { equals: 'anna' } },
  ]);
});

test('alternatives are groups, of each of which one condition must hold', () => {
  const filter = readFilter([
    { field: 'model', op: 'is', value: 'a', or: true }, // an alternative to nothing
    { field: 'status', op: 'gte', value: '500' },
    { field: 'score', name: 'safe', op: 'is', value: 'false', or: true },
  ])!;
  const [a, b, c] = filter.map(condition => toFilterTree([{ ...condition, or: undefined }]));
  expect(toFilterTree(filter)).toEqual({
    left: a,
    operator: 'and',
    right: { left: b, operator: 'or', right: c },
  });
  const groups = alternatives(filter);
  expect(groups.map(group => group.length)).toEqual([1, 2]);
  // Without the first of a group, the others do not join the group before it.
  expect(fromAlternatives([groups[0]!, groups[1]!.slice(1)]).map(({ or }) => or)).toEqual([
    undefined,
    undefined,
  ]);
});

test('two filters are combined', () => {
  const own = toFilterTree([{ field: 'model', op: 'is', value: 'a' }]);
  expect(and('all', own)).toBe(own);
  expect(and(own, 'all')).toBe(own);
  expect(and(own, own)).toEqual({ left: own, operator: 'and', right: own });
});

test('a condition is described in words', () => {
  expect(describeCondition({ field: 'score', name: 'accuracy', op: 'lt', value: '50' })).toBe(
    'accuracy < 50',
  );
  expect(describeCondition({ field: 'model', op: 'has', value: 'gpt' })).toBe('Model contains gpt');
});
