import { expect, test } from 'vitest';
import { asCurl, asPython, callOf } from './call';

const row = (more: object = {}) =>
  ({
    request_path: '/openai/v1/chat/completions',
    dialect: 'openai_chat',
    request_body: {
      model: 'gpt-4o',
      messages: [{ role: 'user', content: "Ann's" }],
      stream: true,
      stop: null,
    },
    request_headers: { 'user-agent': 'python', 'openai-project': 'p1' },
    helicone_headers: [['Helicone-User-Id', 'ann']],
    attempts: [{ upstream: 'openai' }],
    ...more,
  }) as never;
const HOST = 'https://gnomon.example';

test('curl has the key as a variable and quotes what the shell would read', () => {
  expect(asCurl(callOf(row(), HOST)!, true)).toBe(
    [
      `curl 'https://gnomon.example/openai/v1/chat/completions'`,
      `-H "Authorization: Bearer $OPENAI_API_KEY"`,
      `-H "Helicone-Auth: Bearer $GNOMON_KEY"`,
      `-H 'Content-Type: application/json'`,
      `-H 'openai-project: p1'`,
      `-d '{\n  "model": "gpt-4o",\n  "messages": [\n    {\n      "role": "user",\n      "content": "Ann'\\''s"\n    }\n  ],\n  "stream": true,\n  "stop": null\n}'`,
    ].join(' \\\n  '),
  );
});

test('Python uses the SDK with this host', () => {
  const code = asPython(callOf(row(), HOST)!, false);
  expect(code).toContain('base_url="https://gnomon.example/openai/v1",');
  expect(code).toContain('api_key=os.environ["OPENAI_API_KEY"]');
  expect(code).toContain('client.chat.completions.create(**{');
  expect(code).toContain('"stream": True');
  expect(code).toContain('"stop": None');
  const claude = callOf(
    row({ dialect: 'anthropic_messages', request_path: '/claude/v1/messages' }),
    HOST,
  )!;
  expect(asPython(claude, false)).toContain('base_url="https://gnomon.example/claude",');
  expect(asPython(claude, false)).toContain('client.messages.create(');
});

test('what cannot be made again', () => {
  expect(callOf(row({ attempts: [{ upstream: 'otlp span' }] }), HOST)).toBeNull();
  expect(callOf(row({ request_body: null }), HOST)).toBeNull();
  expect(callOf(row({ request_path: '//evil.example/v1' }), HOST)).toBeNull();
});
