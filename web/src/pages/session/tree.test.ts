import { expect, test } from 'vitest';
import { type Call, steps } from './tree';

const START = Date.parse('2026-11-23T08:00:00.000Z');

const call = (
  session_path: string | null,
  after_ms: number,
  delay_ms: number | null = 10,
): Call => ({
  session_path,
  request_created_at: new Date(START + after_ms).toISOString(),
  delay_ms,
});

const drawn = (calls: Call[]) =>
  steps(calls).map(({ depth, label, call, start, end }) => [
    `${'  '.repeat(depth)}${label}${call ? '' : ':'}`,
    start - START,
    end - START,
  ]);

test('calls are nested by path and sorted by start time', () => {
  const calls = [
    call('/plan', 0, 50),
    call('/answer', 100),
    call('/plan/search', 20),
    call('/plan/search/rank', 30, 15),
  ];
  expect(drawn(calls)).toEqual([
    ['plan', 0, 50],
    ['  search', 20, 30],
    ['    rank', 30, 45],
    ['answer', 100, 110],
  ]);
});

test('a step without a call spans the calls below it', () => {
  expect(drawn([call('/a/b', 5), call('/a/c', 40, 60)])).toEqual([
    ['a:', 5, 100],
    ['  b', 5, 15],
    ['  c', 40, 100],
  ]);
});

test('calls without a path and repeated paths are rows of their own', () => {
  expect(drawn([call(null, 0), call('/a', 10), call('//a/', 20), call('/', 30, null)])).toEqual([
    ['/', 0, 10],
    ['a', 10, 20],
    ['a', 20, 30],
    ['/', 30, 30],
  ]);
});

test('a very deep path is cut off', () => {
  const lines = steps([call('/x'.repeat(5_000), 0)]);
  expect(lines).toHaveLength(20);
  expect(lines.at(-1)!.depth).toBe(19);
});

test('no calls', () => {
  expect(steps([])).toEqual([]);
});
