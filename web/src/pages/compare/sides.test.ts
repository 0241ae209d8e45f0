import { expect, test } from 'vitest';
import type { Condition } from '../../lib/filter';
import { compareSearch } from './search';
import { previousRange } from '../../lib/range';
import { equalsCondition, inOverlap, pairOf, sides } from './sides';

const PAGE = {
  f: undefined,
  timeRange: { start: '2026-01-01T00:00:00Z', end: '2026-01-08T00:00:00Z' },
};
const NOW = new Date('2026-01-08T00:00:00Z');
const of = (raw: Record<string, unknown>) => sides(compareSearch(raw), PAGE, NOW);

test('two values of a property are the names of their groups', () => {
  const [a, b] = of({
    a: [equalsCondition('property.Arm', 'A')],
    b: [equalsCondition('property.Arm', 'B')],
  });
  expect([a.name, b.name]).toEqual(['A', 'B']);
  expect(a.timeRange).toBe(PAGE.timeRange);
  expect(a.filter).toEqual({ request_response_rmt: { properties: { Arm: { equals: 'A' } } } });
});

test('other groups are named after their conditions, identical ones first and second', () => {
  const slow: Condition = { field: 'latency', op: 'gt', value: '100' };
  expect(of({ a: [slow] }).map(({ name }) => name)).toEqual(['Latency (ms) > 100', 'all requests']);
  expect(of({}).map(({ name }) => name)).toEqual(['first', 'second']);
});

test('two time ranges', () => {
  const [a, b] = of({ ra: '2026-01-01T00:00:00.000Z..2026-01-02T00:00:00.000Z' });
  expect(a.timeRange).toEqual({
    start: '2026-01-01T00:00:00.000Z',
    end: '2026-01-02T00:00:00.000Z',
  });
  expect(b.timeRange).toBe(PAGE.timeRange);
  expect(b.name).toBe('last 7 days');
  const [start, end] = [new Date('2026-01-02'), new Date('2026-01-05')];
  expect(previousRange({ start, end }).start.toISOString()).toBe('2025-12-30T00:00:00.000Z');
});

test('a session has no message to pair by', () => {
  expect(pairOf('input_hash', 'request')).toBe('input_hash');
  expect(pairOf('input_hash', 'session')).toBeUndefined();
  expect(pairOf('property.Topic', 'session')).toBe('property.Topic');
});

test('the time both share includes its ends', () => {
  const overlap = { start: '2026-01-01T00:00:00.250Z', end: '2026-01-02T00:00:00.999Z' };
  const ranges = inOverlap(of({}), overlap).map(({ timeRange }) => timeRange);
  expect(ranges[0]).toEqual({ start: overlap.start, end: '2026-01-02T00:00:01.000Z' });
  expect(ranges[1]).toEqual(ranges[0]);
  const [none] = inOverlap(of({}), null);
  expect(none.timeRange.start).toBe(none.timeRange.end);
});
