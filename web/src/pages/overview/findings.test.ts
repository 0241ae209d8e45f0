import { expect, test } from 'vitest';
import type { Definition } from '../../api/scores';
import { findings, testedCount } from './findings';
import type { Compared, ComparedMetric } from './queries';

// only the fields that are used
const row = (name: string, type: string, label: string | null, difference: number, p: number) =>
  ({
    name,
    type,
    label,
    difference,
    interval: { low: difference - 0.04, high: difference + 0.04 },
    p_value: p / 2,
    p_value_holm: p,
  }) as unknown as Compared;

const CHANGES = {
  scores: [
    row('accuracy', 'number', null, 0.1, 0.001),
    row('groundedness', 'number', null, -0.12, 0.01),
    row('is_safe', 'boolean', null, 0.05, 0.2),
    row('verdict', 'label', 'good', -0.2, 0.03),
    row('verdict', 'label', 'bad', 0.25, 0.002),
  ],
  metrics: [row('cost_usd', '', null, 0.3, 0.04) as unknown as ComparedMetric],
};
const DEFINITIONS = ['accuracy', 'groundedness'].map(
  name => ({ name, direction: 'higher' }) as Definition,
);

test('what got worse comes first; each score is there once, and only what is certain', () => {
  const found = findings(CHANGES, DEFINITIONS);
  expect(found.map(({ name, text, tone }) => `${name} ${text} ${tone}`)).toEqual([
    'groundedness fell by 0.12 [0.08, 0.16] worse',
    'Mean cost of a request rose by $0.30 [0.26, 0.34] worse',
    'accuracy rose by 0.10 [0.06, 0.14] better',
    'verdict: bad rose by 25 [21, 29] points neutral',
  ]);
  expect(testedCount(CHANGES)).toBe(6);
  expect(findings({}, [])).toEqual([]);
});
