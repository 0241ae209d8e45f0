/** Turns the bodies of a request and its response into a conversation: chat completions, completions, responses, embeddings
 * and Anthropic's messages. Pure; never throws. */

import { count } from '../../lib/numbers';
import {
  type Json,
  asList,
  media,
  asObject,
  type Part,
  contentParts,
  reasoning,
  toolResult,
  asText,
  toolCall,
} from './parts';

export interface Turn {
  role: string; // as sent: system, developer, user, assistant, tool …
  name?: string;
  parts: Part[];
  answer: boolean; // part of the response, not of the request
  note?: string; // the finish reason; which of several choices it is
}

export function turns(request: unknown, response: unknown): Turn[] {
  return [...requestTurns(request), ...responseTurns(response)].filter(
    turn => turn.parts.length || turn.note,
  );
}

function requestTurns(body: unknown): Turn[] {
  if (body === null || body === undefined) return [];
  const request = asObject(body);
  const before = [turn('system', request.system), turn('system', request.instructions)];
  if (Array.isArray(request.messages)) return [...before, ...request.messages.map(message)];
  if (request.input !== undefined) return [...before, ...inputs(request.input)];
  if (request.prompt !== undefined) return [...before, ...prompts(request.prompt)];
  return [...before, turn('request', typeof body === 'string' ? body : { ...request })];
}

/** The input of responses and embeddings: a text, items, texts, or token ids. */
function inputs(input: unknown): Turn[] {
  if (
    Array.isArray(input) &&
    input.some(each => 'role' in asObject(each) || 'type' in asObject(each))
  ) {
    return input.map(item);
  }
  return prompts(input);
}

function prompts(prompt: unknown): Turn[] {
  if (!Array.isArray(prompt)) return [turn('user', prompt)];
  if (prompt.every(each => typeof each === 'number')) {
    return [turn('user', `${count(prompt.length)} tokens, sent as numbers`)];
  }
  return prompt.map(each => turn('user', each));
}

function responseTurns(body: unknown): Turn[] {
  if (body === null || body === undefined) return [];
  if (typeof body === 'string') return [turn('answer', body, true)];
  const response = asObject(body);
  const answered = answers(response);
  if (response.error) return [...(answered ?? []), failure(response.error)];
  return answered ?? [turn('answer', response, true)];
}

/** What was answered, perhaps before it failed; null: not in a form that is known. */
function answers(response: Json): Turn[] | null {
  if (Array.isArray(response.choices)) return response.choices.map(choice);
  if (Array.isArray(response.output)) return output(response);
  if (Array.isArray(response.content))
    return [{ ...message(response), ...ending(response.stop_reason) }];
  if (Array.isArray(response.data)) return [embeddings(response.data)];
  return null;
}

function choice(value: unknown, index: number, all: unknown[]): Turn {
  const it = asObject(value);
  const of = all.length > 1 ? `choice ${index + 1} of ${all.length}` : undefined;
  const note = [of, asText(it.finish_reason)].filter(Boolean).join(', ') || undefined;
  const reply = it.message === undefined ? turn('assistant', it.text, true) : message(it.message);
  return { ...reply, answer: true, note };
}

/** A message of OpenAI or Anthropic; they differ only in the parts of the content. */
function message(value: unknown): Turn {
  const it = asObject(value);
  const role = asText(it.role) ?? '?';
  const content = typeof value === 'string' ? value : it.content;
  const parts =
    role === 'tool' || role === 'function'
      ? [toolResult(it.tool_call_id ?? it.name, content)]
      : [...reasoningParts(it), ...contentParts(content), ...otherParts(it)];
  return { role, name: asText(it.name), parts, answer: false };
}

function reasoningParts(it: Json): Part[] {
  const thought = asText(it.reasoning_content) ?? asText(it.reasoning);
  return thought ? reasoning(thought) : [];
}

/** The parts that OpenAI puts beside the content of a message. */
function otherParts(it: Json): Part[] {
  const calls = asList(it.tool_calls).map(each => toolCall(asObject(each)));
  if (it.function_call) calls.push(toolCall(asObject(it.function_call)));
  const refusal: Part[] = asText(it.refusal)
    ? [{ kind: 'refusal', text: asText(it.refusal)! }]
    : [];
  return [...refusal, ...audio(it.audio), ...calls];
}

function audio(value: unknown): Part[] {
  if (!value) return [];
  const it = asObject(value);
  return [...contentParts(it.transcript), media('audio', it)];
}

/** An item of a response's input or output. */
function item(value: unknown): Turn {
  const it = asObject(value);
  const kind = asText(it.type) ?? '';
  if (kind === 'message' || 'role' in it || typeof value === 'string') return message(value);
  return turn(kind.endsWith('_output') ? 'tool' : 'assistant', value);
}

/** Consecutive items from the model form one turn. */
function output(response: Json): Turn[] {
  const parts = asList(response.output).flatMap(each => item(each).parts);
  const reason = asText(asObject(response.incomplete_details).reason) ?? asText(response.status);
  return [{ role: 'assistant', parts, ...ending(reason) }];
}

function embeddings(data: unknown[]): Turn {
  const first = asObject(data[0]).embedding;
  const dimensions = Array.isArray(first) ? ` of ${count(first.length)} numbers each` : '';
  return turn('answer', `${count(data.length)} embeddings${dimensions}`, true);
}

function failure(error: unknown): Turn {
  const it = asObject(error);
  const detail = asText(error) ?? asText(it.message) ?? JSON.stringify(error);
  const kind = [asText(it.type), asText(it.code)].filter(Boolean).join(', ') || undefined;
  return { role: 'error', parts: [{ kind: 'error', text: detail }], answer: true, note: kind };
}

const ending = (reason: unknown) => ({ answer: true, note: asText(reason) });

function turn(role: string, content: unknown, answer = false): Turn {
  return { role, parts: contentParts(content), answer };
}

/** Ids of tool calls → names of the tools, to label results. */
export function callNames(all: Turn[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const part of all.flatMap(({ parts }) => parts)) {
    if (part.kind === 'call' && part.id) names.set(part.id, part.name);
  }
  return names;
}

const CONVERSATION_KEYS = new Set([
  'model',
  'messages',
  'input',
  'prompt',
  'system',
  'instructions',
  'tools',
  'functions',
]);

/** The request's settings: temperature, response format … */
export function settings(request: unknown): Json {
  return Object.fromEntries(
    Object.entries(asObject(request)).filter(([key]) => !CONVERSATION_KEYS.has(key)),
  );
}

/** The tools that the model could call. */
export function tools(request: unknown): { name: string; definition: unknown }[] {
  const { tools: offered, functions } = asObject(request);
  return [...asList(offered), ...asList(functions)].map(definition => {
    const it = { ...asObject(definition), ...asObject(asObject(definition).function) };
    return { name: asText(it.name) ?? asText(it.type) ?? '?', definition };
  });
}
