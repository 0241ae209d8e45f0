import { expect, test } from 'vitest';
import { groupCondition } from './groupCondition';

test('a group becomes a condition, also that of no value', () => {
  const condition = (by: string, value: string | null) => groupCondition(by, value, 'accuracy');
  const property = { field: 'property', name: 'a.b' };
  expect(condition('property.a.b', 'x')).toEqual({ ...property, op: 'is', value: 'x' });
  expect(condition('property.a.b', null)).toEqual({ ...property, op: 'none', value: '' });
  expect(condition('model', 'm')).toEqual({ field: 'model', op: 'is', value: 'm' });
  expect(condition('prompt', 'p1')).toEqual({ field: 'prompt_id', op: 'is', value: 'p1' });
  const evaluator = { field: 'evaluator', name: 'accuracy' };
  expect(condition('evaluator', 'judge')).toEqual({ ...evaluator, op: 'is', value: 'judge' });
  expect(condition('upstream', 'azure')).toEqual({ field: 'upstream', op: 'is', value: 'azure' });
  expect(condition('provider', 'openai')).toBeNull();
});
