import { expect, test } from 'vitest';
import { callNames, settings, tools, turns } from './turns';

const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });
const chat = (message: object, more = {}) => ({ choices: [{ message, ...more }] });
const kinds = (request: unknown, response: unknown = null) =>
  turns(request, response).map(({ role, parts }) => [role, ...parts.map(({ kind }) => kind)]);

test('chat completions: tool calls, their results and the answer', () => {
  const request = {
    model: 'm',
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', function: { name: 'sun', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'high' },
    ],
  };
  const response = chat(
    { role: 'assistant', content: 'Noon.', reasoning_content: 'Hm.' },
    { finish_reason: 'stop' },
  );
  const all = turns(request, response);
  expect(all.map(({ role, parts }) => [role, ...parts.map(({ kind }) => kind)])).toEqual([
    ['system', 'text'],
    ['assistant', 'call'],
    ['tool', 'result'],
    ['assistant', 'reasoning', 'text'],
  ]);
  expect(all[1]!.parts[0]).toMatchObject({ name: 'sun', input: '{\n  "a": 1\n}' });
  expect(callNames(all).get('c1')).toBe('sun');
  expect(all[3]).toMatchObject({ answer: true, note: 'stop' });
});

test('an answer that failed is shown as far as it came', () => {
  const response = {
    ...chat({ role: 'assistant', content: 'The first part' }),
    error: { type: 'server_error', message: 'overloaded' },
  };
  expect(turns(null, response).map(({ role, note }) => [role, note])).toEqual([
    ['assistant', undefined],
    ['error', 'server_error'],
  ]);
});

test('images and files are described by type and size', () => {
  const parts = turns(
    user([
      { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAAAAA=' } },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
      { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AAAA' } },
      { type: 'input_image', image_url: 'https://example.com/b.png' },
    ]),
    null,
  )[0]!.parts;
  expect(parts).toMatchObject([
    { what: 'image', type: 'image/png', bytes: 5, url: undefined },
    { what: 'image', url: 'https://example.com/a.png' },
    { what: 'audio', type: 'wav', bytes: 3 },
    { what: 'file', name: 'a.pdf', type: 'application/pdf' },
    { what: 'image', type: 'image/jpeg', bytes: 3 },
    { what: 'image', url: 'https://example.com/b.png' },
  ]);
});

test('Anthropic: system prompt, thinking, tools', () => {
  const request = {
    system: [{ type: 'text', text: 'Be brief.' }],
    messages: [
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't', content: 'ok', is_error: true }],
      },
    ],
  };
  const content = [
    { type: 'thinking', thinking: 'Hm.' },
    { type: 'tool_use', id: 't', name: 'sun', input: { a: 1 } },
  ];
  const response = { role: 'assistant', content, stop_reason: 'tool_use' };
  expect(kinds(request, response)).toEqual([
    ['system', 'text'],
    ['user', 'result'],
    ['assistant', 'reasoning', 'call'],
  ]);
  expect(turns(request, response)[1]!.parts[0]).toMatchObject({ failed: true });
});

test('responses: items from the model form one turn', () => {
  const request = {
    instructions: 'Be brief.',
    input: [
      { role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
      { type: 'function_call_output', call_id: 'c', output: '1' },
    ],
  };
  const output = [
    { type: 'reasoning', summary: [] },
    { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Noon.' }] },
  ];
  expect(kinds(request, { output, status: 'completed' })).toEqual([
    ['system', 'text'],
    ['user', 'text'],
    ['tool', 'result'],
    ['assistant', 'reasoning', 'text'],
  ]);
  expect(kinds({ input: 'Hi' })).toEqual([['user', 'text']]);
});

test('completions and embeddings', () => {
  expect(kinds({ prompt: ['a', 'b'] }, { choices: [{ text: 'c' }] })).toEqual([
    ['user', 'text'],
    ['user', 'text'],
    ['assistant', 'text'],
  ]);
  const embedded = turns(
    { input: ['a', 'b'] },
    { data: [{ embedding: [1, 2, 3] }, { embedding: [] }] },
  );
  expect(embedded.map(({ role }) => role)).toEqual(['user', 'user', 'answer']);
  expect(embedded[2]!.parts).toEqual([{ kind: 'text', text: '2 embeddings of 3 numbers each' }]);
  expect(turns({ input: [1, 2, 3] }, null)[0]!.parts).toMatchObject([
    { text: '3 tokens, sent as numbers' },
  ]);
});

test('errors, refusals, several choices', () => {
  expect(kinds(user('a'), { error: { message: 'no', type: 'server_error' } })[1]).toEqual([
    'error',
    'error',
  ]);
  expect(kinds(user('a'), chat({ role: 'assistant', refusal: 'no' }))[1]).toEqual([
    'assistant',
    'refusal',
  ]);
  const two = {
    choices: [
      { message: { role: 'assistant', content: 'a' } },
      { message: { role: 'assistant', content: 'b' } },
    ],
  };
  expect(turns(null, two).map(({ note }) => note)).toEqual(['choice 1 of 2', 'choice 2 of 2']);
});

test.each([
  [null, null],
  ['not JSON', 'not JSON either'],
  [[], 7],
  [
    { messages: [null, 7, 'a', [], { role: 5, content: { type: 'text' } }] },
    { choices: [null, { message: 7 }] },
  ],
  [
    { messages: {}, prompt: {} },
    { output: [null, 1], error: 'x' },
  ],
  [
    { input: [{ type: '__proto__' }, { type: 'constructor', role: 'user' }] },
    { content: [[[[['a']]]]] },
  ],
  [{ binary: true, size_bytes: 3 }, { data: [null] }],
])('any body is shown', (request, response) => {
  expect(Array.isArray(turns(request, response))).toBe(true);
});

test('settings and tools are separate from the conversation', () => {
  const request = {
    ...user('a'),
    temperature: 0,
    tools: [{ type: 'function', function: { name: 'sun' } }, { name: 'moon' }],
  };
  expect(settings(request)).toEqual({ temperature: 0 });
  expect(tools(request).map(({ name }) => name)).toEqual(['sun', 'moon']);
});
