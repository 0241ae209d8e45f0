import { expect, test } from 'vitest';
import type { Definition } from '../../api/scores';
import { describeDefinition, toBody, toForm } from './definition';

const FULL: Definition = {
  name: 'accuracy',
  kind: 'float',
  minimum: 0,
  maximum: 100,
  labels: [],
  direction: 'lower',
  pass_threshold: 60,
  description: 'How right it is',
  enforce: true,
  updated_at: '2026-01-05T10:00:00Z',
};

test('an unchanged definition is sent as it was', () => {
  const { name: _, updated_at: __, ...rest } = FULL;
  expect(toBody(toForm(FULL))).toEqual(rest);
});

test('0 is a number, an empty field is null, and a label has no range', () => {
  const form = { ...toForm(undefined), minimum: 0, maximum: '', labels: ['a'] };
  expect(toBody(form)).toMatchObject({ minimum: 0, maximum: null, labels: [], kind: null });
  expect(toBody({ ...form, kind: 'label' })).toMatchObject({ minimum: null, labels: ['a'] });
});

test('a definition is described in words', () => {
  expect(describeDefinition(FULL)).toBe(
    'decimal, 0 to 100, lower is better, passes up to 60, enforced',
  );
  const bare = { ...FULL, kind: null, maximum: null, direction: null, pass_threshold: null };
  expect(describeDefinition({ ...bare, enforce: false })).toBe('at least 0');
});
