import { expect, test } from 'vitest';
import { formatDifference, formatLimits, formatRelative } from '../../lib/differences';
import {
  type ComparedMetric,
  type ComparedScore,
  ofMetric,
  ofScore,
  standardised,
} from './measures';
import { formatP, headline, inOrder, isClear, verdict } from './verdict';

const interval = (low: number | null, high: number | null, reason: string | null = null) => ({
  low,
  high,
  method: 'welch_t',
  reason,
  caution: null as string | null,
  effective_df: null,
  largest_cluster_share: null,
});
const SIDE = { name: null, mean: 80, sd: 5, min: 60, max: 99 };

function row(change: Partial<ComparedScore> & { n?: number }): ComparedScore {
  const { n = 120, ...rest } = change;
  const side = { ...SIDE, n_units: n, n_requests: n, interval: interval(79, 81) };
  return {
    name: 'accuracy',
    type: 'number',
    label: null,
    first: side,
    second: side,
    difference: 3.14,
    interval: interval(1.2, 5),
    always_valid_interval: interval(0.1, 6.2),
    p_value: 0.001,
    p_value_holm: 0.004,
    test: 'welch_t',
    effect_size: { value: 0.5, method: 'hedges_g' },
    paired: null,
    judged: null,
    ...rest,
  };
}

const COST = {
  name: 'cost_usd',
  first: { name: null, mean: 0.01, sd: 0.002, n_requests: 120, interval: interval(0.009, 0.011) },
  second: {
    name: null,
    mean: 0.0138,
    sd: 0.002,
    n_requests: 120,
    interval: interval(0.013, 0.015),
  },
  difference: 0.0038,
  relative_difference: 0.38,
  interval: interval(0.003, 0.0046),
  p_value: 0.0001,
  p_value_holm: 0.0003,
  test: 'welch_t',
  effect_size: { value: 1, method: 'hedges_g' },
} as unknown as ComparedMetric;

const NONE = { p_value: 0.4, p_value_holm: 0.8 };
const kindOf = (of: ComparedScore, direction: 'higher' | 'lower' | null = null) =>
  verdict(ofScore(of, direction), 'v2').kind;

test('the second group is better or worse if the direction is known, otherwise higher or lower', () => {
  expect(kindOf(row({}), 'higher')).toBe('better');
  expect(kindOf(row({}), 'lower')).toBe('worse');
  expect(kindOf(row({}))).toBe('higher');
  expect(kindOf(row({ difference: -3.1, interval: interval(-5, -1.2) }), 'lower')).toBe('better');
  expect(kindOf(row({ type: 'label', label: 'rude' }), 'higher')).toBe('higher');
});

test('what cannot be told says why', () => {
  const of = (change: Parameters<typeof row>[0]) => verdict(ofScore(row(change), null), 'v2');
  expect(of(NONE)).toMatchObject({ kind: 'none', label: 'no difference seen' });
  expect(of({ ...NONE, n: 24 })).toMatchObject({ kind: 'few', reason: '24 requests per group' });
  expect(of({ p_value: 0.03, p_value_holm: 0.12 })).toMatchObject({
    kind: 'unclear',
    reason: 'p is 0.03, but 0.12 after adjusting for all comparisons',
  });
  const equal = { p_value: null, p_value_holm: null, interval: interval(null, null, 'all equal') };
  expect(of(equal)).toMatchObject({ kind: 'none', reason: 'all equal' });
  const skewed = { ...interval(1.2, 5), caution: 'strongly skewed' };
  expect(of({ interval: skewed })).toMatchObject({ kind: 'higher', reason: 'strongly skewed' });
});

test('pairs decide if there are any', () => {
  const paired = {
    pairs: 40,
    unpaired: null,
    difference: 2,
    interval: interval(1, 3),
    always_valid_interval: interval(0.5, 3.5),
    p_value: 0.0001,
    p_value_holm: 0.0002,
    test: 'paired_t',
    effect_size: { value: 1, method: 'cohens_d_of_differences' },
    resamples: null,
    seed: null,
  };
  const of = row({ p_value: 0.5, p_value_holm: 0.5, paired });
  const alwaysValid = paired.always_valid_interval;
  expect(ofScore(of, null)).toMatchObject({ isPaired: true, difference: 2, n: [40], alwaysValid });
  expect(kindOf(of)).toBe('higher');
  const few = { ...paired, pairs: 0, p_value: null, p_value_holm: null };
  expect(kindOf(row({ ...NONE, paired: few }))).toBe('none');
});

test('one sentence, about the second group', () => {
  const measures = [
    ofScore(row({ ...NONE, name: 'b' }), null),
    ofScore(row({}), 'higher'),
    ofScore(
      row({
        type: 'label',
        name: 'tone',
        label: 'rude',
        difference: 0.031,
        interval: interval(0.012, 0.05),
      }),
      null,
    ),
    ofMetric(COST),
  ];
  const judged = measures.map(measure => ({ measure, ...verdict(measure, 'v2') }));
  expect(headline(judged, ['v1', 'v2'])).toBe(
    'v2 is better on accuracy, +3.1 [1.2, 5.0]; worse on cost, +38%; higher on tone: rude, +3.1 [1.2, 5.0] points; cannot tell on 1.',
  );
  expect(headline(judged.slice(1, 2), ['v1', 'v2'])).toBe(
    'v2 is better on accuracy, +3.1 [1.2, 5.0]; worse on nothing.',
  );
  expect(headline(judged.slice(0, 1), ['v1', 'v2'])).toBe(
    'No clear difference between v1 and v2: cannot tell on 1.',
  );
  expect(inOrder(judged).map(({ kind }) => kind)).toEqual(['better', 'worse', 'higher', 'none']);
  expect(judged.filter(isClear)).toHaveLength(3);
});

test('differences have a sign, and digits by their interval', () => {
  expect(formatDifference('number', -0.0123, interval(-0.0187, -0.0059))).toBe(
    '−0.012 [−0.019, −0.006]',
  );
  expect(formatDifference('share', 0.05, null)).toBe('+5.00 points');
  expect(formatDifference('ms', 80, interval(60, 100))).toBe('+80 ms [60, 100]');
  expect(formatDifference('usd', 0.00044, interval(0.00027, 0.00061))).toBe(
    '+$0.00044 [0.00027, 0.00061]',
  );
  expect(formatDifference('share', -0.0004, interval(-0.24, 0.23))).toBe('0 [−24, 23] points');
  expect(formatDifference('number', null, null)).toBe('–');
  expect([0.381, -0.034, null].map(formatRelative)).toEqual(['+38%', '−3.4%', null]);
  expect([0.0000001, 0.0312, 1, null].map(formatP)).toEqual(['< 0.001', '0.031', '1', '–']);
});

test('on the common axis a difference is in standard deviations', () => {
  expect(standardised(ofScore(row({ difference: 2.5 }), null))).toEqual({
    difference: 0.5,
    low: 0.24,
    high: 1,
  });
  const equal = { ...SIDE, sd: 0, n_units: 9, n_requests: 9, interval: interval(null, null) };
  expect(standardised(ofScore(row({ first: equal, second: equal }), null))).toBeNull();
});

test('limits alone have the digits and the unit of the difference', () => {
  expect(formatLimits('share', { low: -0.012, high: 0.034 })).toBe('[−1, 3] points');
  expect(formatLimits('number', { low: 1.2, high: 5 })).toBe('[1.2, 5.0]');
  expect(formatLimits('number', { low: null, high: null })).toBeNull();
});
