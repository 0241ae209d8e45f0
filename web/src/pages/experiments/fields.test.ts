import { describe, expect, it } from 'vitest';
import { fieldsOf } from './comparison';
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
    const conditions = [{ field: 'user', op: 'is', value: 'ann' } as const];
    const end = '2026-02-01T00:00';
    const body = toBody({ ...FIELDS, arms: 'filters', groups, conditions, since: '7', end }, now);
    expect(body.filter).toEqual({ request_response_rmt: { user_id: { equals: 'ann' } } });
    expect(body.end).toBe(new Date(end).toISOString());
    expect(body.property).toBeUndefined();
    expect(body.groups?.map(({ name }) => name)).toEqual(['old', 'new']);
    expect(body.start).toBe('2026-01-01T00:00:00.000Z');
  });

  it('begins with the groups and scores of a comparison', () => {
    const arm = (value: string) => [{ field: 'property', name: 'arm', op: 'is', value } as const];
    const ofValues = fieldsOf({ a: arm('A'), b: arm('B'), scores: ['accuracy'], unit: 'session' });
    expect(ofValues).toMatchObject({ arms: 'property', property: 'arm', values: ['A', 'B'] });
    expect(ofValues.scores).toEqual([{ ...NEW_SCORE, name: 'accuracy' }]);
    expect(ofValues.unit).toBe('session');
    const model = [{ field: 'model', op: 'is', value: 'gpt-5' } as const];
    const byFilter = fieldsOf({ a: arm('A'), b: model, f: model });
    expect(byFilter.groups.map(({ name }) => name)).toEqual(['arm = A', 'Model = gpt-5']);
    expect(byFilter).toMatchObject({ arms: 'filters', conditions: model });
    expect(fieldsOf({})).toEqual(EMPTY);
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
