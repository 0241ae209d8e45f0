/** A logged call as one that can be made again: where it goes, with which headers, and as a snippet. Pure. */

import type { RequestRow } from '../../api/requestList';

export interface Call {
  url: string; // on this host
  headers: Record<string, string>; // without keys
  keyHeader: 'Authorization' | 'x-api-key';
  keyVariable: string; // an environment variable
  body: Record<string, unknown>;
}

type Logged = Pick<
  RequestRow,
  'request_path' | 'dialect' | 'request_body' | 'request_headers' | 'helicone_headers'
> & {
  attempts: Pick<RequestRow['attempts'][number], 'upstream'>[];
};

/** Null: the call did not pass the proxy, or its body is not stored as JSON. */
export function callOf(row: Logged, origin: string): Call | null {
  const { request_body: body, dialect, attempts } = row;
  const wasReported = attempts.at(-1)?.upstream.includes(' ') ?? true; // "otlp span": not a name that an upstream can have
  if (wasReported || typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const url = new URL(row.request_path, origin);
  if (url.origin !== origin) return null;
  const isAnthropic = dialect === 'anthropic_messages';
  return {
    url: url.href,
    headers: { 'Content-Type': 'application/json', ...passedHeaders(row) },
    keyHeader: isAnthropic ? 'x-api-key' : 'Authorization',
    keyVariable: isAnthropic ? 'ANTHROPIC_API_KEY' : 'OPENAI_API_KEY',
    body: body as Record<string, unknown>,
  };
}

/** Those headers of the call that decide how it is understood and where it goes. */
function passedHeaders(row: Logged): Record<string, string> {
  const known = Object.entries(row.request_headers).filter(([name]) =>
    /^(anthropic-(version|beta)|openai-(beta|organization|project))$/.test(name),
  );
  const target = row.helicone_headers.filter(([name]) => /^helicone-target-url$/i.test(name ?? ''));
  return Object.fromEntries([...known, ...target] as [string, string][]);
}

/** `asksForKey`: callers of this Gnomon need a key of it. */
export function asCurl(
  { url, headers, keyHeader, keyVariable, body }: Call,
  asksForKey: boolean,
): string {
  const key = keyHeader === 'Authorization' ? `Bearer $${keyVariable}` : `$${keyVariable}`;
  const lines = [
    `curl ${quoted(url)}`,
    `-H "${keyHeader}: ${key}"`,
    ...(asksForKey ? ['-H "Helicone-Auth: Bearer $GNOMON_KEY"'] : []),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    `-d ${quoted(JSON.stringify(body, null, 2))}`,
  ];
  return lines.join(' \\\n  ');
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const METHODS: [ending: string, method: string][] = [
  ['/chat/completions', 'chat.completions.create'],
  ['/completions', 'completions.create'],
  ['/responses', 'responses.create'],
  ['/embeddings', 'embeddings.create'],
];

/** With the SDK of OpenAI or Anthropic. */
export function asPython(call: Call, asksForKey: boolean): string {
  const headers = Object.entries(call.headers).filter(
    ([name]) => !/^(content-type|anthropic-version)$/i.test(name),
  );
  const extra = [
    ...headers.map(([name, value]) => `${literal(name)}: ${literal(value)}`),
    ...(asksForKey ? [`"Helicone-Auth": f"Bearer {os.environ['GNOMON_KEY']}"`] : []),
  ];
  const isAnthropic = call.keyHeader === 'x-api-key';
  const path = new URL(call.url).pathname;
  const [ending = '', method] = METHODS.find(([end]) => path.endsWith(end)) ?? [];
  const base = call.url
    .split('?')[0]!
    .slice(0, -(isAnthropic ? '/v1/messages' : ending).length || undefined);
  const client = isAnthropic ? 'Anthropic' : 'OpenAI';
  const made = [
    'import os',
    '',
    `from ${client.toLowerCase()} import ${client}`,
    '',
    `client = ${client}(`,
    `    base_url=${literal(base)},`,
    `    api_key=os.environ["${call.keyVariable}"],`,
    ...(extra.length ? [`    default_headers={${extra.join(', ')}},`] : []),
    ')',
  ];
  if (isAnthropic || method) {
    const create = isAnthropic ? 'messages.create' : method;
    return [...made, `answer = client.${create}(**${literal(call.body)})`, 'print(answer)'].join(
      '\n',
    );
  }
  return [
    ...made,
    `answer = client.post("", body=${literal(call.body)}, cast_to=object)`,
    'print(answer)',
  ].join('\n');
}

/** A JSON value as Python writes it. */
function literal(value: unknown, indent = ''): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const [from, to] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map(each => inner + literal(each, inner))
    : Object.entries(value).map(
        ([key, each]) => `${inner}${JSON.stringify(key)}: ${literal(each, inner)}`,
      );
  return parts.length ? `${from}\n${parts.join(',\n')},\n${indent}${to}` : `${from}${to}`;
}
