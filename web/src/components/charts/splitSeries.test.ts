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

test('of labels, the share of one of them; versions with their evaluator', () => {
  const labelled = (version: string | null, day: string, bad: number) => ({
    group: { evaluator: 'judge', evaluator_version: version, day },
    n_units: 9,
    labels: [
      { label: 'good', share: 1 - bad, n_ratings: 9, interval: { low: 0, high: 1 } },
      ...(bad
        ? [{ label: 'bad', share: bad, n_ratings: 1, interval: { low: 0.1, high: 0.9 } }]
        : []),
    ],
    other: false,
  });
  const result = {
    name: 'verdict',
    type: 'label',
    groups: [
      labelled('2', '2026-11-01T00:00:00', 0.5),
      labelled(null, '2026-11-01T00:00:00', 0.25),
      labelled('2', '2026-11-02T00:00:00', 0),
    ],
  } as unknown as ScoreResult;
  const lines = splitSeries(result, 'day', 'evaluator_version', 'bad');
  expect(lines.map(({ name, points }) => [name, points.map(({ value }) => value)])).toEqual([
    ['judge 2', [0.5, 0]],
    ['judge', [0.25]],
  ]);
  expect(lines[0]!.points[0]).toMatchObject({ low: 0.1, high: 0.9 });
});
