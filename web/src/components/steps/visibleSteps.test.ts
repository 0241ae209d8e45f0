import { expect, test } from 'vitest';
import { totalsOf, visibleSteps } from './visibleSteps';

const step = (step_id: string, depth: number) => ({ step_id, depth });
const TREE = [step('a', 0), step('b', 1), step('c', 2), step('d', 1), step('e', 0)];
const ids = (closed: string[]) =>
  visibleSteps(TREE, new Set(closed)).map(
    ({ step, hasBelow }) => step.step_id + (hasBelow ? '+' : ''),
  );

test('what is below a closed step is hidden', () => {
  expect(ids([])).toEqual(['a+', 'b+', 'c', 'd', 'e']);
  expect(ids(['b'])).toEqual(['a+', 'b+', 'd', 'e']);
  expect(ids(['a', 'b'])).toEqual(['a+', 'e']);
});

test('a call within two spans counts once, and paths do not count', () => {
  const call = {
    cost: 0.5,
    outcome: 'ok',
    status: 200,
    prompt_tokens: 3,
    completion_tokens: null,
    model: 'm',
  };
  const at = '2026-01-01T00:00:00.000Z';
  const of = (more: object) => ({
    kind: 'call',
    started_at: at,
    duration_ms: 10,
    error: null,
    request_id: 'r',
    call,
    ...more,
  });
  expect(
    totalsOf([
      of({}),
      of({ duration_ms: 30 }),
      of({ kind: 'tool', request_id: null, call: null, error: 'no such map', duration_ms: null }),
      of({ kind: 'path', request_id: null, call: null, duration_ms: 99 }),
    ]),
  ).toEqual({
    steps: 3,
    calls: 1,
    errors: 1,
    duration_ms: 30,
    cost: 0.5,
    promptTokens: 3,
    completionTokens: null,
  });
  expect(totalsOf([])).toMatchObject({ steps: 0, duration_ms: 0, cost: null });
});
