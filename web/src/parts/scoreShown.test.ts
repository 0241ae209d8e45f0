import { expect, test } from 'vitest';
import type { ScoreAnswer } from '../api/scores';
import { commonLabels, labelsInWords, meanInWords, scoreLines } from './scoreShown';

const interval = (low: number, high: number) => ({ low, high, method: 't', reason: null });
const label = (name: string, n_ratings: number, share: number) => ({
  label: name,
  n_ratings,
  share,
  interval: interval(0, 1),
});

test('numbers as they are, the others as shares, with their intervals', () => {
  const group = { mean: 0.5, interval: interval(0.25, 0.75) };
  expect(meanInWords('number', group)).toBe('0.5 [0.25, 0.75]');
  expect(meanInWords('boolean', group)).toBe('50% [25%, 75%]');
  const alone = { ...interval(0, 0), low: null, high: null, reason: 'one value' };
  expect(meanInWords('number', { mean: 7, interval: alone })).toBe('7');
});

test('labels, the commonest first', () => {
  const labels = [label('a', 1, 0.25), label('b', 3, 0.75)];
  expect(labelsInWords({ labels })).toBe('b 75%, a 25%');
  expect(labelsInWords({ labels: null })).toBe('–');
  const groups = [{ labels }, { labels: [label('c', 9, 1)] }] as ScoreAnswer['groups'];
  expect(commonLabels(groups, 2)).toEqual(['c', 'b']);
});

test('a trend in the order of time, without buckets in which nothing was rated', () => {
  const group = (day: string | null, n: number, more: object) => ({
    group: { day },
    other: false,
    n_requests: n,
    mean: n,
    interval: interval(0, 9),
    labels: null,
    ...more,
  });
  const groups = [
    group('2026-01-02', 2, {}),
    group('2026-01-01', 1, {}),
    group('2026-01-03', 0, {}),
  ];
  const of = { name: 's', type: 'number', groups } as unknown as ScoreAnswer;
  expect(scoreLines(of, 'day')).toEqual([
    {
      name: 's',
      points: [
        { at: Date.parse('2026-01-01'), value: 1, low: 0, high: 9, n: 1 },
        { at: Date.parse('2026-01-02'), value: 2, low: 0, high: 9, n: 2 },
      ],
    },
  ]);
  const labelled = groups.map((each, index) => ({ ...each, labels: [label(`l${index}`, 1, 1)] }));
  const lines = scoreLines(
    { ...of, type: 'label', groups: labelled } as unknown as ScoreAnswer,
    'day',
  );
  expect(lines.map(({ name, points }) => [name, points.map(({ value }) => value)])).toEqual([
    ['l0', [0, 1]],
    ['l1', [1, 0]],
  ]);
});
