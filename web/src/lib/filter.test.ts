import { expect, test } from 'vitest';
import { and, describeCondition, readFilter, toFilterTree } from './filter';

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
