import { expect, test } from 'vitest';
import type { components } from '../api/schema';
import { commonLabels, formatLabels, formatMean } from './scoreFormat';

type Group = components['schemas']['GroupShape'];

const interval = (low: number, high: number) => ({
  low,
  high,
  method: 't',
  reason: null,
  caution: null,
  effective_df: null,
  largest_cluster_share: null,
});
const label = (name: string, n_ratings: number, share: number) => ({
  label: name,
  n_ratings,
  share,
  interval: interval(0, 1),
});

test('numbers are shown as they are, booleans as shares, each with its interval', () => {
  const group = { mean: 0.5, interval: interval(0.25, 0.75) };
  expect(formatMean('number', group)).toBe('0.5 ± 0.3');
  expect(formatMean('boolean', group)).toBe('50% ± 25%');
  const alone = { ...interval(0, 0), low: null, high: null, reason: 'one value' };
  expect(formatMean('number', { mean: 7, interval: alone })).toBe('7');
});

test('labels come most frequent first', () => {
  const labels = [label('a', 1, 0.25), label('b', 3, 0.75)];
  expect(formatLabels({ labels })).toBe('b 75%, a 25%');
  expect(formatLabels({ labels: null })).toBe('–');
  const groups = [{ labels }, { labels: [label('c', 9, 1)] }] as Group[];
  expect(commonLabels(groups, 2)).toEqual(['c', 'b']);
});
