import { expect, test } from 'vitest';
import { causes, kindOf, nameOf, sentence } from './causes';
import type { Explained, ExplainedValue } from '../../api/explanations';

// only the fields that are used
const value = (key: string, name: string | null, excess: number, p: number, rate = excess) =>
  ({
    key,
    value: name,
    other: false,
    mix: { amount: excess / 2 },
    rate: { amount: rate },
    excess: { amount: excess, p_value_holm: p },
  }) as unknown as ExplainedValue;

const explained = (change: Partial<Explained>) =>
  ({
    type: 'number',
    difference: -0.08,
    interval: { low: -0.11, high: -0.05 },
    p_value: 0.001,
    values: [
      value('property.Retriever', 'bm25', -0.05, 0.001),
      value('property.Language', 'de', -0.04, 0.002),
      value('property.Language', 'fr', -0.03, 0.002),
      value('model', 'gpt-4o', -0.001, 0.9),
      value('property.Retriever', 'dense', 0.05, 0.001),
    ],
    ...change,
  }) as Explained;

test('the first value of each key that works in the direction of the change', () => {
  expect(causes(explained({})).map(nameOf)).toEqual(['Retriever = bm25', 'Language = de']);
  expect(nameOf(value('prompt', null, 0, 1))).toBe('prompt: none');
  expect([kindOf(value('model', 'm', 2, 1)), kindOf(value('model', 'm', 2, 1, 0.5))]).toEqual([
    'rate',
    'mix',
  ]);
});

test('one sentence says the change and where most of it is', () => {
  expect(sentence('groundedness', explained({}), 'number')).toBe(
    'groundedness fell by 0.08 [0.05, 0.11]. Most of it is in Retriever = bm25 and Language = de.',
  );
  expect(
    sentence('is_safe', explained({ type: 'boolean', values: [], p_value: 0.4 }), 'share'),
  ).toBe(
    'No clear change of is_safe: −8 [−11, −5] points. No value carries more of it than its share for certain.',
  );
  expect(sentence('x', explained({ difference: null, values: [] }), 'ms')).toBe(
    'There is nothing before to compare x with: choose a shorter range.',
  );
});
