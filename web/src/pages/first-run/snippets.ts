/** Example calls that contain the address of this installation. */

export interface Snippet {
  name: string;
  code: string;
}

export function snippets(origin: string, needsKey: boolean): Snippet[] {
  const url = `${origin}/v1`;
  return [
    { name: 'curl', code: curl(url, needsKey) },
    { name: 'Python', code: python(url, needsKey) },
    { name: 'TypeScript', code: typescript(url, needsKey) },
    { name: 'LangChain', code: langchain(url, needsKey) },
    { name: 'Vercel AI', code: vercel(url, needsKey) },
  ];
}

const KEY = 'Bearer <your Gnomon key>';

function curl(url: string, needsKey: boolean): string {
  const key = needsKey ? `\n  -H "Helicone-Auth: ${KEY}" \\` : '';
  return `curl ${url}/chat/completions \\
  -H "Authorization: Bearer $OPENAI_API_KEY" \\${key}
  -H "Content-Type: application/json" \\
  -d '{"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello!"}]}'`;
}

function python(url: string, needsKey: boolean): string {
  const key = needsKey ? `,\n    default_headers={"Helicone-Auth": "${KEY}"},\n` : '';
  const start = needsKey ? '\n    ' : '';
  return `from openai import OpenAI

client = OpenAI(${start}base_url="${url}"${key})
answer = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Hello!"}],
)
print(answer.choices[0].message.content)`;
}

function typescript(url: string, needsKey: boolean): string {
  const key = needsKey ? `,\n  defaultHeaders: { 'Helicone-Auth': '${KEY}' }` : '';
  return `import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: '${url}'${key},
});
const answer = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Hello!' }],
});
console.log(answer.choices[0].message.content);`;
}

function langchain(url: string, needsKey: boolean): string {
  const key = needsKey ? `\n    default_headers={"Helicone-Auth": "${KEY}"},` : '';
  return `from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="gpt-4o-mini",
    base_url="${url}",${key}
)
print(model.invoke("Hello!").content)`;
}

function vercel(url: string, needsKey: boolean): string {
  const key = needsKey ? `\n  headers: { 'Helicone-Auth': '${KEY}' },` : '';
  return `import { createOpenAI } from '@ai-sdk/openai';
import { generateText } from 'ai';

const openai = createOpenAI({
  baseURL: '${url}',${key}
});
const { text } = await generateText({ model: openai('gpt-4o-mini'), prompt: 'Hello!' });
console.log(text);`;
}
