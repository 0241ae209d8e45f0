/** A first call by a framework. */

import { BEARER, type Host, KEY, withKey } from '../../../lib/snippets';
import type { Snippet } from './snippet';

const langchain = (host: Host) => `from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="gpt-4o-mini",
    base_url="${host.origin}/v1",${withKey(host, `\n    default_headers={"Helicone-Auth": "${BEARER}"},`)}
)
print(model.invoke("Hello!").content)`;

const llamaindex = (host: Host) => `from llama_index.llms.openai import OpenAI

llm = OpenAI(
    model="gpt-4o-mini",
    api_base="${host.origin}/v1",${withKey(host, `\n    default_headers={"Helicone-Auth": "${BEARER}"},`)}
)
print(llm.complete("Hello!"))`;

const litellm = (host: Host) => `import litellm

answer = litellm.completion(
    model="openai/gpt-4o-mini",
    api_base="${host.origin}/v1",${withKey(host, `\n    extra_headers={"Helicone-Auth": "${BEARER}"},`)}
    messages=[{"role": "user", "content": "Hello!"}],
)
print(answer.choices[0].message.content)`;

const vercel = (host: Host) => `import { createOpenAI } from '@ai-sdk/openai';
import { generateText } from 'ai';

const openai = createOpenAI({
  baseURL: '${host.origin}/v1',${withKey(host, `\n  headers: { 'Helicone-Auth': '${BEARER}' },`)}
});
const { text } = await generateText({ model: openai('gpt-4o-mini'), prompt: 'Hello!' });
console.log(text);`;

const pydanticAi = (host: Host) => {
  const openai = host.needsKey
    ? `
from openai import AsyncOpenAI`
    : '';
  const provider = host.needsKey
    ? `OpenAIProvider(
    openai_client=AsyncOpenAI(
        base_url="${host.origin}/v1",
        default_headers={"Helicone-Auth": "${BEARER}"},
    )
)`
    : `OpenAIProvider(base_url="${host.origin}/v1")`;
  return `${openai.trimStart()}${openai && '\n'}from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider

provider = ${provider}
agent = Agent(OpenAIChatModel("gpt-4o-mini", provider=provider))
print(agent.run_sync("Hello!").output)`;
};

const exporter = (host: Host) => `export OTEL_EXPORTER_OTLP_ENDPOINT=${host.origin}
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf${withKey(host, `\nexport OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${KEY}"`)}`;

const openTelemetry = (host: Host) => `from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

exporter = OTLPSpanExporter(
    "${host.origin}/v1/traces",${withKey(host, `\n    headers={"Authorization": "${BEARER}"},`)}
)
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(exporter))
trace.set_tracer_provider(provider)`;

export const FRAMEWORKS: Snippet[] = [
  {
    id: 'langchain',
    name: 'LangChain',
    place: 'Python, package langchain-openai',
    code: langchain,
  },
  {
    id: 'llamaindex',
    name: 'LlamaIndex',
    place: 'Python, package llama-index-llms-openai',
    code: llamaindex,
  },
  { id: 'litellm', name: 'LiteLLM', place: 'Python, package litellm', code: litellm },
  {
    id: 'vercel-ai',
    name: 'Vercel AI SDK',
    place: 'TypeScript, packages ai and @ai-sdk/openai',
    code: vercel,
  },
  {
    id: 'pydantic-ai',
    name: 'Pydantic AI',
    place: 'Python, package pydantic-ai',
    code: pydanticAi,
  },
];

export const TRACING: Snippet[] = [
  {
    id: 'otlp',
    name: 'Any OTLP exporter',
    place: 'Environment of the program or the collector',
    code: exporter,
    note: 'For programs that are instrumented already. Their calls go to the provider directly; Gnomon gets the spans.',
  },
  {
    id: 'otlp-python',
    name: 'OpenTelemetry in Python',
    place: 'Python, package opentelemetry-exporter-otlp-proto-http',
    code: openTelemetry,
  },
];
