import { expect, test } from 'vitest';
import { bucketAt, endOf, isRunning, ticks, unitOf } from './buckets';

const at = (text: string) => new Date(text).getTime();
const DAYS = ['2026-11-26T00:00', '2026-11-27T00:00', '2026-11-28T00:00'].map(at);

test('the distance of the points tells what each stands for', () => {
  expect(unitOf(DAYS)).toBe('day');
  expect(unitOf([at('2026-11-26T10:00'), at('2026-11-26T11:00')])).toBe('hour');
  expect(unitOf([at('2026-11-02T00:00'), at('2026-11-09T00:00')])).toBe('week');
  expect(unitOf([at('2026-10-01T00:00'), at('2026-11-01T00:00')])).toBe('month');
  expect([unitOf([DAYS[0]!]), unitOf([at('2026-11-26T10:00')]), unitOf([])]).toContain('day');
});

test('the day that is not over is running, and those before it are not', () => {
  const now = new Date('2026-11-28T09:00');
  expect(DAYS.map(day => isRunning(day, 'day', now))).toEqual([false, false, true]);
  expect(isRunning(DAYS[2]!, 'day', undefined)).toBe(false);
  expect(endOf(DAYS[0]!, 'day')).toBe(DAYS[1]);
});

test('a click finds its bucket', () => {
  expect(bucketAt(DAYS, at('2026-11-27T13:00'), 'day')).toBe(DAYS[1]);
  expect(bucketAt(DAYS, at('2026-11-25T13:00'), 'day')).toBeNull();
  expect(bucketAt(DAYS, at('2026-11-29T13:00'), 'day')).toBeNull();
});

test('the ticks of an axis have equal distances', () => {
  const times = (from: string, to: string) => ticks(new Date(from), new Date(to), 7);
  expect(times('2026-10-29T09:30', '2026-11-28T09:30')).toEqual(
    ['2026-10-30', '2026-11-04', '2026-11-09', '2026-11-14', '2026-11-19', '2026-11-24'].map(day =>
      at(`${day}T00:00`),
    ),
  );
  expect(times('2026-11-28T09:30', '2026-11-28T14:10')).toEqual(
    [10, 11, 12, 13, 14].map(hour => at(`2026-11-28T${hour}:00`)),
  );
  expect(times('2020-01-01T00:00', '2026-11-28T00:00').length).toBeLessThanOrEqual(8);
});
