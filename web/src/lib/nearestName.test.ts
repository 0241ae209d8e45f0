import { expect, test } from 'vitest';
import { nearestName } from './nearestName';

test('a slip finds the name, another word finds none', () => {
  const known = ['accuracy', 'helpfulness', 'PromptVersion'];
  expect(nearestName('acuracy', known)).toBe('accuracy');
  expect(nearestName('promtversion', known)).toBe('PromptVersion');
  expect(nearestName('tone', known)).toBeUndefined();
  expect(nearestName('x', [])).toBeUndefined();
});
