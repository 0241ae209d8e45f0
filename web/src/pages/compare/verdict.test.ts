import { expect, test } from 'vitest';
import { type ComparedScore, formatDifference, formatP, summarize, verdict } from './verdict';

const SIDE = { name: null, mean: 80, sd: 5, min: 60, max: 99 };
const interval = (low: number | null, high: number | null, reason: string | null = null) => ({
  low,
  high,
  method: 'welch_t',
  reason,
  caution: null as string | null,
  effective_df: null,
  largest_cluster_share: null,
});

function row(change: Partial<ComparedScore> & { n?: number }): ComparedScore {
  const { n = 120, ...rest } = change;
  const side = { ...SIDE, n_units: n, n_requests: n, interval: interval(79, 81) };
  return {
    name: 'accuracy',
    type: 'number',
    label: null,
    first: side,
    second: side,
    difference: 3.1,
    interval: interval(1.2, 5),
    p_value: 0.001,
    p_value_holm: 0.004,
    test: 'welch_t',
    effect_size: { value: 0.5, method: 'hedges_g' },
    paired: null,
    ...rest,
  };
}

const NAMES = ['v1', 'v2'] as const;
const clauseOf = (of: ComparedScore, direction: 'higher' | 'lower' | null = null) =>
  verdict(of, NAMES, direction).clause;

test('a group is better if the direction is known, otherwise higher', () => {
  expect(clauseOf(row({}), 'higher')).toBe('v2 is better on accuracy by 3.1 [1.2, 5]');
  expect(clauseOf(row({}), 'lower')).toBe('v1 is better on accuracy by 3.1 [1.2, 5]');
  expect(clauseOf(row({}))).toBe('v2 is higher on accuracy by 3.1 [1.2, 5]');
  const less = row({ difference: -3.1, interval: interval(-5, -1.2) });
  expect(clauseOf(less)).toBe('v1 is higher on accuracy by 3.1 [1.2, 5]');
  expect(clauseOf(less, 'lower')).toBe('v2 is better on accuracy by 3.1 [1.2, 5]');
});

test('a difference whose interval may be too narrow says so', () => {
  const doubtful = { ...interval(1.2, 5), caution: 'the values are strongly skewed' };
  expect(clauseOf(row({ interval: doubtful }))).toBe(
    'v2 is higher on accuracy by 3.1 [1.2, 5] (caution: the values are strongly skewed)',
  );
});

test('no difference, not enough data, and not significant after the adjustment', () => {
  const none = { p_value: 0.4, p_value_holm: 0.8 };
  expect(clauseOf(row(none))).toBe('no difference seen on accuracy');
  expect(clauseOf(row({ ...none, n: 24 }))).toBe('not enough data on accuracy: 24 per group');
  expect(clauseOf(row({ p_value: 0.03, p_value_holm: 0.12 }))).toBe(
    'unclear on accuracy: p is 0.03, but 0.12 after adjusting for all comparisons',
  );
  const equal = row({
    p_value: null,
    p_value_holm: null,
    interval: interval(null, null, 'all equal'),
  });
  expect(clauseOf(equal)).toBe('no difference seen on accuracy: all equal');
  const empty = row({ n: 0, difference: null, p_value: null, p_value_holm: null });
  expect(clauseOf(empty)).toBe('not enough data on accuracy: 0 per group');
});

test('pairs decide if there are any', () => {
  const paired = {
    pairs: 40,
    unpaired: null,
    difference: 2,
    interval: interval(1, 3),
    p_value: 0.0001,
    p_value_holm: 0.0002,
    test: 'paired_t',
    effect_size: { value: 1, method: 'cohens_d_of_differences' },
    resamples: null,
    seed: null,
  };
  const unpaired = { p_value: 0.5, p_value_holm: 0.5 };
  expect(clauseOf(row({ ...unpaired, paired }))).toBe('v2 is higher on accuracy by 2 [1, 3]');
  const few = { ...paired, pairs: 1, p_value: null, p_value_holm: null };
  expect(clauseOf(row({ ...unpaired, paired: few }))).toBe('not enough data on accuracy: 1 pair');
  expect(clauseOf(row({ ...unpaired, paired: { ...few, pairs: 0 } }))).toBe(
    'no difference seen on accuracy',
  );
});

test('shares differ by percentage points; a label is never better', () => {
  const share = { type: 'label', name: 'tone', label: 'rude', difference: 0.031 } as const;
  const of = row({ ...share, interval: interval(0.012, 0.05) });
  expect(clauseOf(of, 'higher')).toBe('v2 is higher on tone: rude by 3.1 [1.2, 5] points');
  expect(formatDifference('boolean', null, interval(null, null))).toBe('–');
});

test('p-values', () => {
  expect([0.0000001, 0.0312, 1, null].map(formatP)).toEqual(['< 0.001', '0.031', '1', '–']);
});

test('the summary starts with differences and lists equal verdicts together', () => {
  const none = { p_value: 0.4, p_value_holm: 0.8 };
  const rows = [
    row({ ...none, name: 'b' }),
    row({ ...none, name: 'c', n: 3 }),
    row({ ...none, name: 'd', type: 'label', label: 'x' }),
    row({ name: 'e' }),
  ];
  const judged = rows.map(each => ({ row: each, ...verdict(each, NAMES, null) }));
  expect(summarize(judged)).toBe(
    'v2 is higher on e by 3.1 [1.2, 5]; no difference seen on b and d: x; not enough data on c: 3 per group',
  );
  expect(summarize([])).toBe('');
});
