import { expect, test } from 'vitest';
import codingAgents from '../../../../../docs/coding-agents.md?raw';
import otlp from '../../../../../docs/otlp.md?raw';
import { FIRST_STEPS, type Host } from '../../../lib/snippets';
import { AGENTS } from './agents';
import { CLIENTS, SENT } from './all';
import { TRACING } from './frameworks';
import type { Snippet } from './snippet';

const ALL = [...CLIENTS, ...SENT].flatMap(({ snippets }) => snippets);
const textOf = ({ code, also }: Snippet, host: Host) =>
  [code(host), also?.(host)?.code ?? ''].join('\n');

test('each snippet has the address of this host, and a place for a key only if one is needed', () => {
  const texts = [
    ...ALL.map(snippet => (host: Host) => textOf(snippet, host)),
    ...Object.values(FIRST_STEPS),
  ];
  for (const text of texts) {
    const open = text({ origin: 'http://host:8787', needsKey: false });
    expect(open).toContain('http://host:8787');
    expect(open).not.toContain('Gnomon key');
    const withKey = text({ origin: 'https://gnomon.example', needsKey: true });
    expect(withKey).toContain('<your Gnomon key>');
    expect(withKey).not.toContain('undefined');
  }
});

test('every name in the URL leads to one snippet', () => {
  const ids = ALL.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('coding agents and exporters are set as the documentation says', () => {
  const docs = `${codingAgents}\n${otlp}`;
  for (const snippet of [...AGENTS, TRACING[0]!]) {
    const lines = textOf(snippet, { origin: 'http://localhost:8787', needsKey: false }).split('\n');
    for (const line of lines.filter(each => each.trim().length > 2))
      expect(docs, snippet.id).toContain(line.replace(/,$/, ''));
  }
});
