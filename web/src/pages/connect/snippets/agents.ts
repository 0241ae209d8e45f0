/** What to set in coding agents, as docs/coding-agents.md has it; a test compares them. */

import { BEARER, type Host, withKey } from '../../../lib/snippets';
import type { Snippet } from './snippet';

const claude = (host: Host) =>
  `export ANTHROPIC_BASE_URL=${host.origin}/anthropic${
    host.needsKey ? `\nexport ANTHROPIC_CUSTOM_HEADERS="Helicone-Auth: ${BEARER}"` : ''
  }`;

const codex = (host: Host) => `model_provider = "gnomon"

[model_providers.gnomon]
name = "Gnomon"
base_url = "${host.origin}/v1"
env_key = "OPENAI_API_KEY"
wire_api = "responses"${host.needsKey ? `\nhttp_headers = { "Helicone-Auth" = "${BEARER}" }` : ''}`;

const openCode = (host: Host) => {
  const headers = host.needsKey ? `,\n        "headers": { "Helicone-Auth": "${BEARER}" }` : '';
  return `{
  "model": "gnomon/gpt-5",
  "provider": {
    "gnomon": {
      "npm": "@ai-sdk/openai-compatible",
      "options": {
        "baseURL": "${host.origin}/v1",
        "apiKey": "{env:OPENAI_API_KEY}"${headers}
      },
      "models": { "gpt-5": {} }
    }
  }
}`;
};

const gemini = (host: Host) =>
  `export GOOGLE_GEMINI_BASE_URL=${host.origin}/gemini${
    host.needsKey ? `\nexport GEMINI_CLI_CUSTOM_HEADERS="Helicone-Auth: ${BEARER}"` : ''
  }`;

const qwen = (host: Host) => `export OPENAI_BASE_URL=${host.origin}/v1 OPENAI_MODEL=gpt-5`;

const cline = (host: Host) =>
  `cline auth openai --baseurl ${host.origin}/v1 --apikey "$OPENAI_API_KEY" --modelid gpt-5`;

const continueDev = (host: Host) => {
  const headers = host.needsKey
    ? `\n    requestOptions:\n      headers:\n        Helicone-Auth: ${BEARER}`
    : '';
  return `models:
  - name: GPT-5
    provider: openai
    model: gpt-5
    apiBase: ${host.origin}/v1
    apiKey: \${{ secrets.OPENAI_API_KEY }}${headers}`;
};

const aider = (host: Host) => `export OPENAI_API_BASE=${host.origin}/v1`;

const aiderHeaders = (host: Host) => `- name: aider/extra_params
  extra_params:
    extra_headers:
      Helicone-Stream-Usage: "true"${withKey(host, `\n      Helicone-Auth: ${BEARER}`)}`;

const miniSwe = (host: Host) =>
  `export OPENAI_API_BASE=${host.origin}/v1${withKey(host, `\nmini -m openai/gpt-5 -c mini.yaml -c 'model.model_kwargs.extra_headers={"Helicone-Auth": "${BEARER}"}'`)}`;

const cursor = (host: Host) => `${host.origin}/v1`;

/** A second place, which is needed for the key only. */
const keyIn = (place: string, code: string) => (host: Host) =>
  host.needsKey ? { place, code } : null;

export const AGENTS: Snippet[] = [
  { id: 'claude-code', name: 'Claude Code', place: 'Shell', code: claude },
  { id: 'codex', name: 'Codex', place: '~/.codex/config.toml', code: codex },
  { id: 'opencode', name: 'OpenCode', place: 'opencode.json', code: openCode },
  {
    id: 'gemini-cli',
    name: 'Gemini CLI',
    place: 'Shell',
    code: gemini,
    note: 'With an API key (GEMINI_API_KEY), not with a sign-in at Google.',
  },
  {
    id: 'qwen-code',
    name: 'Qwen Code',
    place: 'Shell',
    code: qwen,
    also: keyIn(
      '~/.qwen/settings.json',
      `{ "model": { "generationConfig": { "customHeaders": { "Helicone-Auth": "${BEARER}" } } } }`,
    ),
  },
  {
    id: 'cline',
    name: 'Cline',
    place: 'Shell',
    code: cline,
    also: keyIn(
      'Editor: API provider “OpenAI Compatible” › Custom Headers',
      `Helicone-Auth: ${BEARER}`,
    ),
    note: 'In the editor: API provider “OpenAI Compatible” and this base URL. The command line sends no further headers.',
  },
  { id: 'continue', name: 'Continue', place: 'config.yaml', code: continueDev },
  {
    id: 'aider',
    name: 'Aider',
    place: 'Shell',
    code: aider,
    also: host => ({ place: '.aider.model.settings.yml', code: aiderHeaders(host) }),
    note: 'Aider asks for no token counts of streams; the header Helicone-Stream-Usage does.',
  },
  {
    id: 'mini-swe-agent',
    name: 'mini-swe-agent',
    place: 'Shell',
    code: miniSwe,
    note: 'Headers: -c \'model.model_kwargs.extra_headers={"Helicone-User-Id": "ada"}\'.',
  },
  {
    id: 'cursor',
    name: 'Cursor',
    place: 'Settings › Models › Override OpenAI Base URL',
    code: cursor,
    also: keyIn('nginx, in the location of Gnomon', `proxy_set_header Helicone-Auth "${BEARER}";`),
    note: 'Cursor’s servers make the calls: Gnomon needs a public address with TLS, keys, and a reverse proxy that adds Helicone-Auth, which Cursor cannot send.',
  },
];
