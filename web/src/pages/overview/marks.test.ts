import { expect, test } from 'vitest';
import { marksOf } from './marks';

const DAY = 86_400_000;
const first = (key: string, value: string, day: number, requests: number) => ({
  key,
  value,
  first_at: new Date(day * DAY).toISOString(),
  requests,
});

test('new values that came together are one mark, the first data and rare values are none', () => {
  const firsts = [
    first('property.PromptVersion', 'v2', 20, 500),
    first('prompt', 'answer-v2', 20, 480),
    first('property.Language', 'de', 10.2, 300),
    first('model', 'claude-sonnet-4-5-20250929', 26, 100),
    first('model', 'gpt-5', 33, 20),
  ];
  expect(marksOf(firsts, 1_000, 10 * DAY, 40 * DAY)).toEqual([
    { at: 20 * DAY, label: 'PromptVersion v2' },
    { at: 26 * DAY, label: 'claude-sonnet-4-5-202…' },
  ]);
});
