import { expect, test } from 'vitest';
import { draftOf, parseDefinition, withoutPrompt, withPrompt } from './drafts';
import { compareWithPeople } from './previews';
import type { PreviewRow } from './queries';

test('the prompt of a judge is apart while it is written, and part of what is saved', () => {
  const draft = draftOf('judge');
  const { rest, prompt } = withoutPrompt(draft);
  expect(prompt).toContain('{{answer}}');
  expect(JSON.stringify(rest)).not.toContain('{{answer}}');
  expect(withPrompt(rest as Record<string, unknown>, prompt)).toEqual(draft);
  expect(withoutPrompt(draftOf('checks'))).toEqual({ rest: draftOf('checks'), prompt: null });
});

test('what is not an object of JSON is refused', () => {
  expect(parseDefinition('{"name": "a"}')).toEqual({ body: { name: 'a' } });
  expect(parseDefinition('[1]')).toHaveProperty('error');
  expect(parseDefinition('{')).toHaveProperty('error');
});

test('a draft is compared with the scores of the same name that people gave', () => {
  const score = { name: 'verdict', kind: 'label' as const, value: 'good', comment: null };
  const row: PreviewRow = {
    subject: 'a',
    outcome: 'scored',
    reason: null,
    detail: '',
    scores: [score],
    cost_usd: null,
  };
  const said = (label: string) => ({ name: 'verdict', author: 'anna', value: null, label });
  const people = new Map([['a', [said('good'), said('bad'), { ...said('good'), name: 'tone' }]]]);
  expect(compareWithPeople([row, { ...row, subject: 'b' }], people)).toEqual({
    compared: 2,
    same: 1,
  });
});
