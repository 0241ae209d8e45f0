import { expect, test } from 'vitest';
import { bucketTime, clockTime, dayHeading, localTime, shortTime, utcTime, weekday } from './times';

const AT = new Date('2026-11-28T08:00:05.250Z');
const ZONE = 'Europe/Berlin';
const NOW = new Date('2026-12-01T00:00:00Z');
const NEXT_YEAR = new Date('2027-01-02T00:00:00Z');

test('times are short, and the year is there only where it is not the present one', () => {
  expect(shortTime(AT, ZONE, NOW)).toBe('Nov 28 09:00');
  expect(shortTime(AT, ZONE, NEXT_YEAR)).toBe('Nov 28 2026 09:00');
  expect(localTime(AT, ZONE, NOW)).toBe('Nov 28 09:00:05');
  expect(clockTime(AT, ZONE)).toBe('09:00:05');
  expect(clockTime(new Date('2026-11-28T23:00:00Z'), ZONE)).toBe('00:00:00');
  expect(weekday(AT, ZONE, NOW)).toBe('Sat Nov 28');
  expect(dayHeading(AT, ZONE, NOW)).toBe('Saturday, November 28');
  expect(dayHeading(AT, ZONE, NEXT_YEAR)).toBe('Saturday, November 28, 2026');
  expect(utcTime(AT)).toBe('2026-11-28 08:00:05.250 UTC');
});

test('a bucket is called by what it covers', () => {
  expect(bucketTime(AT, 'hour', ZONE, NOW)).toBe('Sat Nov 28 09:00');
  expect(bucketTime(AT, 'day', ZONE, NOW)).toBe('Sat Nov 28');
  expect(bucketTime(AT, 'week', ZONE, NOW)).toBe('Week of Nov 28');
  expect(bucketTime(AT, 'month', ZONE, NOW)).toBe('Nov 2026');
});
