import { expect, test } from 'vitest';
import codingAgents from '../../../../../docs/coding-agents.md?raw';
import otlp from '../../../../../docs/otlp.md?raw';
import { ADDITIONS } from './additions';
import { AGENTS } from './agents';
import { FRAMEWORKS, TRACING } from './frameworks';
import { SDKS } from './sdks';

const CLIENTS = [...SDKS, ...FRAMEWORKS, ...TRACING, ...AGENTS];
const NO_HEADERS = ['qwen-code', 'cline', 'aider', 'mini-swe-agent', 'cursor']; // their notes say where headers go

test('each snippet has the address of this host, and a place for a key only if one is needed', () => {
  for (const { id, code } of [...CLIENTS, ...ADDITIONS]) {
    expect(code({ origin: 'http://host:8787', needsKey: false }), id).toContain('http://host:8787');
    expect(code({ origin: 'http://host:8787', needsKey: false }), id).not.toContain('Gnomon key');
    const withKey = code({ origin: 'https://gnomon.example', needsKey: true });
    expect(withKey.includes('<your Gnomon key>'), id).toBe(!NO_HEADERS.includes(id));
    expect(withKey, id).not.toContain('undefined');
  }
});

test('every name in the URL leads to one snippet', () => {
  const ids = [...CLIENTS, ...ADDITIONS].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('coding agents and exporters are set as the documentation says', () => {
  const docs = `${codingAgents}\n${otlp}`;
  for (const { id, code } of [...AGENTS, TRACING[0]!]) {
    const lines = code({ origin: 'http://localhost:8787', needsKey: false }).split('\n');
    for (const line of lines.filter(each => each.trim().length > 2))
      expect(docs, id).toContain(line.replace(/,$/, ''));
  }
});
