import { expect, test } from 'vitest';
import type { RequestRow } from '../../../api/requestList';
import { datasetLines } from './dataset';

const score = (name: string, value: number, at: string) => ({
  name,
  value,
  label: null,
  recorded_at: at,
});

test('an item has input, output, the newest correction and the newest scores', () => {
  const row = {
    request_id: 'a',
    model: 'gpt-4o',
    request_created_at: '2026-01-01T00:00:00.000Z',
    session_id: null,
    properties: { Env: 'prod' },
    request_body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Why?' }] },
    response_body: { choices: [{ message: { role: 'assistant', content: 'Rain.' } }] },
    score_details: [score('accuracy', 1, '2026-01-02'), score('accuracy', 2, '2026-01-03')],
  } as unknown as RequestRow;
  const correction = (request_id: string, text: string, updated_at: string) => ({
    request_id,
    text,
    updated_at,
    rater: 'anna',
  });
  const corrections = [
    correction('a', 'Since noon.', '2026-01-02'),
    correction('a', 'Because.', '2026-01-05'),
    correction('b', 'Other.', '2026-01-06'),
  ];
  expect(JSON.parse(datasetLines([row], corrections))).toEqual({
    id: 'a',
    input: [{ role: 'user', content: 'Why?' }],
    output: 'Rain.',
    expected: 'Because.',
    expected_by: 'anna',
    scores: { accuracy: 2 },
    metadata: {
      model: 'gpt-4o',
      created_at: '2026-01-01T00:00:00.000Z',
      session_id: null,
      properties: { Env: 'prod' },
    },
    raw_output: row.response_body,
  });
  const prompt = { ...row, request_body: { prompt: 'Why?' } } as RequestRow;
  const item = JSON.parse(datasetLines([prompt], [])) as Record<string, unknown>;
  expect([item.input, item.expected]).toEqual([{ prompt: 'Why?' }, null]);
});

test('the output is a text, a message with more than text, or what has no known form', () => {
  const output = (response_body: unknown) => {
    const row = { request_id: 'a', request_body: {}, response_body, score_details: [] };
    return (JSON.parse(datasetLines([row as unknown as RequestRow], [])) as { output: unknown })
      .output;
  };
  const calls = [{ id: 'c', type: 'function', function: { name: 'look_up', arguments: '{}' } }];
  const message = { role: 'assistant', content: null, tool_calls: calls };
  expect(output({ choices: [{ message }] })).toEqual(message);
  const content = [{ type: 'text', text: 'Rain.' }];
  expect(output({ type: 'message', role: 'assistant', content })).toBe('Rain.');
  const used = [{ type: 'tool_use', id: 't', name: 'look_up', input: {} }];
  expect(output({ role: 'assistant', content: used })).toEqual({
    role: 'assistant',
    content: used,
  });
  const said = { type: 'message', content: [{ type: 'output_text', text: 'Rain.' }] };
  expect(output({ output: [{ type: 'reasoning', summary: [] }, said] })).toBe('Rain.');
  const two = { choices: [{ message }, { message }] };
  expect(output(two)).toEqual(two);
  expect(output({ strange: 1 })).toEqual({ strange: 1 });
  expect(output(null)).toBeNull();
});
