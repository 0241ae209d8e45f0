/** Lines to copy, with the address of this installation and, where callers need a key of it, the place for that key. */

/** Where this installation is, and whether callers need a key of its own. */
export interface Host {
  origin: string; // http://localhost:8787
  needsKey: boolean;
}

export const KEY = '<your Gnomon key>';
export const BEARER = `Bearer ${KEY}`;

/** The text if callers need a key. */
export const withKey = ({ needsKey }: Host, text: string) => (needsKey ? text : '');

/** A chat completion by curl; `headers` come after the keys. */
export const chatCall = (host: Host, headers: string[] = []) =>
  callOf(
    host,
    '/v1/chat/completions',
    'OPENAI_API_KEY',
    '{"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello!"}]}',
    headers,
  );

/** A call of a provider by curl. */
export const callOf = (
  host: Host,
  path: string,
  keyVariable: string,
  body: string,
  headers: string[] = [],
) => curl(host, path, [`Authorization: Bearer $${keyVariable}`], 'Helicone-Auth', headers, body);

/** A question to the API of this installation by curl. */
export const apiCall = (host: Host, path: string, body: string) =>
  curl(host, path, [], 'Authorization', [], body);

function curl(
  host: Host,
  path: string,
  before: string[],
  keyHeader: string,
  after: string[],
  body: string,
) {
  const headers = [
    ...before,
    ...(host.needsKey ? [`${keyHeader}: ${BEARER}`] : []),
    'Content-Type: application/json',
    ...after,
  ];
  return [
    `curl ${host.origin}${path}`,
    ...headers.map(each => `-H "${each}"`),
    `-d '${body}'`,
  ].join(' \\\n  ');
}

/** The next step where a list is empty. */
export const FIRST_STEPS = {
  requests: (host: Host) =>
    host.needsKey ? chatCall(host) : `export OPENAI_BASE_URL=${host.origin}/v1`,
  scores: (host: Host) =>
    apiCall(host, '/v1/scores', '{"request_id": "<id>", "name": "accuracy", "value": 0.92}'),
  properties: (host: Host) => chatCall(host, ['Helicone-Property-Environment: production']),
  users: (host: Host) => chatCall(host, ['Helicone-User-Id: ada']),
  sessions: (host: Host) =>
    chatCall(host, [
      'Helicone-Session-Id: chat-42',
      'Helicone-Session-Name: Support chat',
      'Helicone-Session-Path: /answer',
    ]),
  evaluators: (host: Host) =>
    apiCall(
      host,
      '/v1/evaluators',
      '{"name": "length", "checks": [{"score": "is_short", "type": "length", "unit": "words", "maximum": 200}]}',
    ),
  alerts: (host: Host) =>
    apiCall(
      host,
      '/v1/alerts',
      '{"name": "Errors", "metric": "error_rate", "direction": "above", "alert": 0.05}',
    ),
  experiments: (host: Host) =>
    apiCall(
      host,
      '/v1/experiments',
      '{"name": "Shorter prompt", "property": "PromptVersion", "values": ["v1", "v2"], "scores": [{"name": "accuracy", "direction": "higher", "smallest_effect": 2}]}',
    ),
  webhooks: (host: Host) =>
    apiCall(host, '/v1/webhooks', '{"destination": "https://example.com/hook"}'),
  queues: (host: Host) =>
    apiCall(
      host,
      '/v1/queues',
      '{"name": "Answers to read", "scores": ["<defined score>"], "sample_most": 50}',
    ),
};
