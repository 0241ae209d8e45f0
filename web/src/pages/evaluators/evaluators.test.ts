import { expect, test } from 'vitest';
import { draftOf, parseDefinition } from './drafts';
import { placeErrors, valueAt, withValue } from './form/definition';
import { compareRows, describeAgreement } from './previews';
import type { PreviewRow } from './queries';

type HumanScore = NonNullable<PreviewRow['human_scores']>[number];

test('values are put where the path says, and taken out again', () => {
  const draft = draftOf('judge');
  const named = withValue(draft, 'judge.scores[0].name', 'tone');
  expect(valueAt(named, 'judge.scores[0]')).toMatchObject({ name: 'tone', kind: 'integer' });
  expect(valueAt(draft, 'judge.scores[0].name')).toBe('quality');
  expect(valueAt(withValue(named, 'judge.scores[0]', undefined), 'judge.scores')).toEqual([]);
  expect(withValue({ budget: { usd_per_day: 1 } }, 'budget.usd_per_day', undefined)).toEqual({
    budget: {},
  });
  expect(withValue({}, 'judge.scores[0].labels', ['a'])).toEqual({
    judge: { scores: [{ labels: ['a'] }] },
  });
});

test('an error stands at the field that it is about, also where it names one in quotes', () => {
  const details = {
    'requestBody.evaluator.judge.model': { message: 'is empty' },
    'requestBody.judge.scores[0]': { message: "'labels' are required for the kind label" },
    'requestBody.checks[1]': { message: "the check length needs 'minimum' or 'maximum'" },
    'requestBody.checks[0].texts[3]': { message: 'is too long' },
    'requestBody.nonsense': { message: 'is an excess property' },
    requestBody: { message: "an evaluator needs either 'judge', 'code' or 'checks', got none" },
  };
  const { at, others } = placeErrors(details);
  expect(at).toEqual({
    'judge.model': 'is empty',
    'judge.scores[0].labels': "'labels' are required for the kind label",
    'checks[1].minimum': "the check length needs 'minimum' or 'maximum'",
    'checks[0].texts': 'is too long',
    checks: "an evaluator needs either 'judge', 'code' or 'checks', got none",
  });
  expect(others).toEqual(['nonsense: is an excess property']);
});

test('what is not an object of JSON is refused', () => {
  expect(parseDefinition('{"name": "a"}')).toEqual({ definition: { name: 'a' } });
  expect(parseDefinition('[1]')).toHaveProperty('error');
  expect(parseDefinition('{')).toHaveProperty('error');
});

test('where a draft differs from people comes first, with the agreement on each score', () => {
  const by = (value: number) =>
    ({ name: 'grade', author: 'anna', value, label: null }) as HumanScore;
  const rowOf = (subject: string, value: number, ...said: HumanScore[]): PreviewRow => ({
    subject,
    outcome: 'scored',
    reason: null,
    detail: '',
    scores: [{ name: 'grade', kind: 'integer', value, comment: null }],
    human_scores: said,
    cost_usd: null,
  });
  const failed: PreviewRow = { ...rowOf('failed', 1), outcome: 'failed', scores: [] };
  const rows = [rowOf('alone', 3), rowOf('same', 4, by(4)), failed, rowOf('differs', 5, by(2))];
  const compared = compareRows(rows);
  expect(compared.map(({ row }) => row.subject)).toEqual(['differs', 'failed', 'same', 'alone']);
  expect(compared[0]!.isDifferent).toBe(true);
  expect(describeAgreement(compared)).toEqual([
    'grade: the same in 1 of 2 (50 % [9, 91]), on average 1.5 higher',
  ]);
});
