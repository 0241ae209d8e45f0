import { expect, test } from 'vitest';
import type { Definition } from '../../../api/scores';
import { problemWith, toValue } from './scoreInput';

const defined = (more: Partial<Definition>) =>
  ({ kind: null, minimum: null, maximum: null, labels: [], ...more }) as Definition;

test('what is typed becomes a number, a boolean or a label', () => {
  expect(['72', ' 0.5', 'true', 'good', '1e999'].map(text => toValue(text, undefined))).toEqual([
    72,
    0.5,
    true,
    'good',
    '1e999',
  ]);
  expect(toValue('72', defined({ kind: 'label' }))).toBe('72');
});

test('a value keeps to the definition, enforced or not', () => {
  const percent = defined({ kind: 'integer', minimum: 0, maximum: 100 });
  expect(problemWith(150, percent)).toBe('must be at most 100');
  expect(problemWith(0.5, percent)).toBe('must be a whole number');
  expect(problemWith('good', percent)).toBe('must be a number');
  expect(problemWith(100, percent)).toBeNull();
  const verdict = defined({ labels: ['good', 'bad'] });
  expect(problemWith('fine', verdict)).toBe('must be one of good, bad');
  expect(problemWith(true, defined({ kind: 'boolean' }))).toBeNull();
  expect(problemWith('anything', undefined)).toBeNull();
});
