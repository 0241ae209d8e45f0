import { expect, test } from 'vitest';
import { parseAbsolute, formatAbsolute, resolveRange, bucketUnit, readRange } from './range';

const NOW = new Date('2026-11-23T08:00:00Z');
const DAY = '2026-01-01T00:00:00.000Z..2026-01-02T00:00:00.000Z';

test('a preset ends now', () => {
  expect(resolveRange('24h', NOW)).toEqual({ start: new Date('2026-11-22T08:00:00Z'), end: NOW });
  expect(resolveRange(undefined, NOW)).toEqual(resolveRange('7d', NOW));
});

test('an absolute range is read and written', () => {
  expect(formatAbsolute(parseAbsolute(DAY)!)).toBe(DAY);
  expect(resolveRange(DAY, NOW).start).toEqual(new Date('2026-01-01T00:00:00Z'));
});

test.each(['', '3h', 'x..y', '2026-01-02..2026-01-01', '2026-01-01..2026-01-01', `${DAY}..`, 7])(
  '%j is not a range',
  text => expect(readRange(text)).toBeUndefined(),
);

test.each([
  ['24h', 'hour'],
  ['30d', 'day'],
  ['1y', 'week'],
] as const)('%s is divided by %s', (range, unit) =>
  expect(bucketUnit(resolveRange(range, NOW))).toBe(unit),
);
