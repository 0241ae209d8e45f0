import { expect, test } from 'vitest';
import type { ScoreResult } from '../../api/scores';
import { splitSeries } from './splitSeries';

// only the fields that are used
const group = (language: string | null, day: string, mean: number, other = false) => ({
  group: { 'property.Language': language, day },
  n_units: 9,
  mean,
  interval: { low: mean - 1, high: mean + 1 },
  other,
});
const RESULT = {
  name: 'accuracy',
  type: 'number',
  groups: [
    group('de', '2026-11-02T00:00:00', 5),
    group('en', '2026-11-01T00:00:00', 7),
    group('de', '2026-11-01T00:00:00', 6),
    group(null, '2026-11-01T00:00:00', 8),
    group(null, '2026-11-01T00:00:00', 1, true),
  ],
} as unknown as ScoreResult;

test('a line for each value, in the order of time', () => {
  const lines = splitSeries(RESULT, 'day', 'property.Language');
  expect(lines.map(({ name, points }) => [name, points.map(({ value }) => value)])).toEqual([
    ['de', [6, 5]],
    ['en', [7]],
    ['(none)', [8]],
  ]);
  expect(splitSeries(RESULT, 'day', undefined)).toHaveLength(1);
});
