import { describe, expect, it } from 'vitest';
import { EMPTY, type ExperimentFields, missing, NEW_SCORE, toBody } from './fields';

const FIELDS: ExperimentFields = {
  ...EMPTY,
  name: ' Shorter prompt ',
  property: 'PromptVersion',
  values: ['v1', 'v2'],
  scores: [{ ...NEW_SCORE, name: 'accuracy', smallest: '2' }],
};

describe('the form of an experiment', () => {
  it('sends arms by a property', () => {
    const body = toBody({
      ...FIELDS,
      split: '90: 10',
      cluster: 'user',
      guardrails: [{ metric: 'latency_ms', margin: 200 }],
    });
    expect(body).toMatchObject({
      name: 'Shorter prompt',
      property: 'PromptVersion',
      values: ['v1', 'v2'],
      scores: [{ name: 'accuracy', label: null, direction: null, smallest_effect: 2 }],
      guardrails: [{ metric: 'latency_ms', margin: 200 }],
      cluster_by: 'user',
      expected_split: [90, 10],
      start: null,
    });
  });

  it('sends arms by filters, and a start in the past', () => {
    const condition = { field: 'model', op: 'is', value: 'gpt-4o' } as const;
    const groups = [
      { name: 'old', conditions: [condition] },
      { name: ' new', conditions: [{ ...condition, value: 'gpt-5' }] },
    ];
    const now = new Date('2026-01-08T00:00:00Z');
    const body = toBody({ ...FIELDS, arms: 'filters', groups, since: '7' }, now);
    expect(body.property).toBeUndefined();
    expect(body.groups?.map(({ name }) => name)).toEqual(['old', 'new']);
    expect(body.start).toBe('2026-01-01T00:00:00.000Z');
  });

  it('says what is missing', () => {
    expect(missing(FIELDS)).toBeNull();
    expect(missing({ ...FIELDS, name: ' ' })).toBe('Give it a name.');
    expect(missing({ ...FIELDS, values: ['v1'] })).toMatch(/two values/);
    expect(missing({ ...FIELDS, arms: 'filters' })).toMatch(/filter/);
    expect(missing({ ...FIELDS, scores: [NEW_SCORE] })).toMatch(/smallest difference/);
    expect(missing({ ...FIELDS, guardrails: [{ metric: 'cost_usd', margin: '' }] })).toMatch(
      /margin/,
    );
  });
});
