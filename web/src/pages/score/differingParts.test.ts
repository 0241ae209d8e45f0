import { expect, test } from 'vitest';
import { differingParts } from './differingParts';

test('what all texts begin with is left out, by whole words', () => {
  const rules = 'CONTEXT [1] returns are free for 30 days. QUESTION ';
  expect(differingParts([`${rules}How long?`, `${rules}How much?`])).toEqual([
    '… long?',
    '… much?',
  ]);
  expect(differingParts(['Where is it?', 'Where was it?'])).toEqual([
    'Where is it?',
    'Where was it?',
  ]);
  expect(differingParts([`${rules}How long?`])).toEqual([`${rules}How long?`]);
  expect(differingParts([`${rules}Why?`, rules.trim()])).toEqual([`… QUESTION Why?`, '… QUESTION']);
  expect(differingParts([])).toEqual([]);
});
