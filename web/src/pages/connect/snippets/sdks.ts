/** A first call in each language, by the provider's own SDK. */

import { BEARER, callOf, chatCall, type Host, withKey } from '../../../lib/snippets';
import type { Snippet } from './snippet';

const python = (host: Host) => `from openai import OpenAI

client = OpenAI(
    base_url="${host.origin}/v1",${withKey(host, `\n    default_headers={"Helicone-Auth": "${BEARER}"},`)}
)
answer = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(answer.choices[0].message.content)`;

const typescript = (host: Host) => `import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${host.origin}/v1',${withKey(host, `\n  defaultHeaders: { 'Helicone-Auth': '${BEARER}' },`)}
});
const answer = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Hello!' }],
});
console.log(answer.choices[0].message.content);`;

const go = (host: Host) => `package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := \`{"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello!"}]}\`
	call, err := http.NewRequest("POST", "${host.origin}/v1/chat/completions", strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	call.Header.Set("Authorization", "Bearer "+os.Getenv("OPENAI_API_KEY"))
	call.Header.Set("Content-Type", "application/json")${withKey(host, `\n	call.Header.Set("Helicone-Auth", "${BEARER}")`)}
	answer, err := http.DefaultClient.Do(call)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}`;

const anthropic = (host: Host) => `from anthropic import Anthropic

client = Anthropic(
    base_url="${host.origin}/anthropic",${withKey(host, `\n    default_headers={"Helicone-Auth": "${BEARER}"},`)}
)
answer = client.messages.create(
    model="claude-sonnet-5-5",
    max_tokens=200,
    messages=[{"role": "user", "content": "Hello!"}],
)
print(answer.content[0].text)`;

const gemini = (host: Host) => `from google import genai

client = genai.Client(
    http_options={
        "base_url": "${host.origin}/gemini",${withKey(host, `\n        "headers": {"Helicone-Auth": "${BEARER}"},`)}
    },
)
answer = client.models.generate_content(model="gemini-2.5-flash", contents="Hello!")
print(answer.text)`;

const bedrock = (host: Host) =>
  callOf(
    host,
    '/bedrock/model/us.anthropic.claude-sonnet-5-5/converse',
    'AWS_BEARER_TOKEN_BEDROCK',
    '{"messages": [{"role": "user", "content": [{"text": "Hello!"}]}]}',
  );

const others = (host: Host) =>
  callOf(
    host,
    '/groq/v1/chat/completions',
    'GROQ_API_KEY',
    '{"model": "llama-3.3-70b-versatile", "messages": [{"role": "user", "content": "Hello!"}]}',
  );

const GO_ON =
  'The SDK reads OPENAI_API_KEY, and also OPENAI_BASE_URL in place of the base URL in the code.';

export const SDKS: Snippet[] = [
  { id: 'curl', name: 'curl', place: 'Shell', code: host => chatCall(host) },
  { id: 'python', name: 'Python', place: 'Python, package openai', code: python, note: GO_ON },
  {
    id: 'typescript',
    name: 'TypeScript',
    place: 'TypeScript, package openai',
    code: typescript,
    note: GO_ON,
  },
  { id: 'go', name: 'Go', place: 'Go, standard library', code: go },
  {
    id: 'anthropic',
    name: 'Anthropic',
    place: 'Python, package anthropic',
    code: anthropic,
    note: 'The base URL of Anthropic’s SDKs ends without /v1.',
  },
  { id: 'gemini', name: 'Gemini', place: 'Python, package google-genai', code: gemini },
  {
    id: 'bedrock',
    name: 'Bedrock',
    place: 'Shell',
    code: bedrock,
    note: 'First add an [[upstream]] to the settings with name = "bedrock" and base_url = "https://bedrock-runtime.REGION.amazonaws.com". It works with an API key of Bedrock; a signature of AWS would cover the host.',
  },
  {
    id: 'other-providers',
    name: 'Groq, Mistral, …',
    place: 'Shell',
    code: others,
    note: 'Other providers are reached by their names in the same way; gnomon config show lists them.',
  },
];
