import { expect, test } from 'vitest';
import type { ScoreResult } from '../../api/scores';
import { scoreSeries } from './scoreSeries';

const interval = {
  low: 0,
  high: 9,
  method: 't',
  reason: null,
  caution: null,
  effective_df: null,
  largest_cluster_share: null,
};
const label = (name: string, n_ratings: number, share: number) => ({
  label: name,
  n_ratings,
  share,
  interval,
});

test('a trend is in the order of time and has no buckets without scores', () => {
  const group = (day: string | null, n: number, more: object) => ({
    group: { day },
    other: false,
    n_units: n,
    mean: n,
    interval,
    labels: null,
    ...more,
  });
  const groups = [
    group('2026-01-02', 8, {}),
    group('2026-01-01', 3, {}),
    group('2026-01-03', 0, {}),
  ];
  const result = { name: 's', type: 'number', groups } as unknown as ScoreResult;
  expect(scoreSeries(result, 'day')).toEqual([
    {
      name: 's',
      points: [
        { at: Date.parse('2026-01-01'), value: 3, low: undefined, high: undefined, n: 3 },
        { at: Date.parse('2026-01-02'), value: 8, low: 0, high: 9, n: 8 },
      ],
    },
  ]);
  const labelled = groups.map((each, index) => ({ ...each, labels: [label(`l${index}`, 1, 1)] }));
  const lines = scoreSeries(
    { ...result, type: 'label', groups: labelled } as unknown as ScoreResult,
    'day',
  );
  expect(lines.map(({ name, points }) => [name, points.map(({ value }) => value)])).toEqual([
    ['l0', [0, 1]],
    ['l1', [1, 0]],
  ]);
});
