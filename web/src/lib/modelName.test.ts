import { expect, test } from 'vitest';
import { withoutDate } from './modelName';

test('a model is named without its date', () => {
  expect(withoutDate('gpt-4o-mini-2024-07-18')).toBe('gpt-4o-mini');
  expect(withoutDate('claude-sonnet-4-5-20250929')).toBe('claude-sonnet-4-5');
  expect(withoutDate('anthropic.claude-sonnet-4-5-20250929-v1:0')).toBe(
    'anthropic.claude-sonnet-4-5',
  );
  expect(withoutDate('gemini-2.5-flash')).toBe('gemini-2.5-flash');
  expect(withoutDate('my-model-2024')).toBe('my-model-2024');
});
