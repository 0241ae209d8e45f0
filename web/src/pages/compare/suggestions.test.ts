import { expect, test } from 'vitest';
import { suggestions } from './suggestions';

const group = (value: string | null, requests: number, day: number) => ({
  value,
  requests,
  first_at: `2026-11-${day}T00:00:00Z`,
});

test('the two latest versions, the two most frequent of anything else', () => {
  const versions = [group('v1', 900, 10), group('v3', 50, 20), group('v2', 300, 15)];
  const found = suggestions([
    { key: 'prompt', groups: versions },
    { key: 'property.PromptVersion', groups: versions },
    { key: 'model', groups: [group(null, 999, 10), ...versions] },
    { key: 'property.Arm', groups: [group('A', 90, 10), group('B', 9, 10)] }, // too few
  ]);
  expect(found.map(({ title, values }) => [title, ...values])).toEqual([
    ['Latest prompts', 'v2', 'v3'],
    ['PromptVersion', 'v2', 'v3'],
    ['Models', 'v1', 'v3'],
  ]);
  expect(found[0]!.conditions[0]).toEqual({ field: 'prompt_id', op: 'is', value: 'v2' });
});
