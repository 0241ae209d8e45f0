/** What to set in coding agents, as docs/coding-agents.md has it; a test compares them. */

import { BEARER, type Host, type Snippet } from './snippet';

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

const miniSwe = (host: Host) => `export OPENAI_API_BASE=${host.origin}/v1`;

const cursor = (host: Host) => `${host.origin}/v1`;

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
    note: 'Headers go into ~/.qwen/settings.json, under model.generationConfig.customHeaders.',
  },
  {
    id: 'cline',
    name: 'Cline',
    place: 'Shell',
    code: cline,
    note: 'In the editor: API provider “OpenAI Compatible”, this base URL, and headers under “Custom Headers”.',
  },
  { id: 'continue', name: 'Continue', place: 'config.yaml', code: continueDev },
  {
    id: 'aider',
    name: 'Aider',
    place: 'Shell',
    code: aider,
    note: 'Aider asks for no token counts of streams; the header Helicone-Stream-Usage: true, under extra_headers in .aider.model.settings.yml, does.',
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
    note: 'Cursor’s servers make the calls: Gnomon needs a public address with TLS and keys, and the reverse proxy before it has to add Helicone-Auth.',
  },
];
