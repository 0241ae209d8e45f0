import { expect, test } from 'vitest';
import { periodName, periodNames } from './periods';

const at = (text: string) => new Date(text);
const NOW = at('2026-11-28T12:00:00');

test('a period is written as shortly as it can be', () => {
  const name = (start: string, end: string) => periodName(at(start), at(end), NOW);
  expect(name('2026-11-07T10:00:00', '2026-11-20T09:00:00')).toBe('Nov 7 – 20');
  expect(name('2026-10-30T10:00:00', '2026-11-02T09:00:00')).toBe('Oct 30 – Nov 2');
  expect(name('2025-12-30T10:00:00', '2026-01-02T09:00:00')).toBe('Dec 30 2025 – Jan 2');
  expect(name('2026-11-20T09:05:00', '2026-11-20T14:30:00')).toBe('Nov 20 09:05 – 14:30');
});

test('the last days and those before have names', () => {
  const days = (from: string, to: string) => ({ start: at(from), end: at(to) });
  const last = days('2026-11-21T12:00:00', '2026-11-28T12:00:00');
  const before = days('2026-11-14T12:00:00', '2026-11-21T12:00:00');
  expect(periodNames(before, last, NOW)).toEqual(['the 7 days before', 'last 7 days']);
  expect(periodNames(before, before, last.start)[1]).toBe('last 7 days');
  const other = days('2026-10-01T00:00:00', '2026-10-05T00:00:00');
  expect(periodNames(other, last, NOW)).toEqual(['Oct 1 – 5', 'last 7 days']);
  const hours = [
    days('2026-11-27T12:00:00', '2026-11-28T12:00:00'),
    days('2026-11-27T00:00:00', '2026-11-27T12:00:00'),
  ];
  expect(periodNames(hours[1]!, hours[0]!, NOW)).toEqual(['Nov 27 00:00 – 12:00', 'last day']);
});
