/** What may be changed before a call is made again, and the body that comes of it. Pure. */

import { asList, asObject, asText, type Json } from '../../../components/conversation/parts';

export interface Draft {
  model: string;
  system: string | null; // null: there is none, or it is not a text
  prompt: string | null; // the last message of the user; null: not a text
  parameters: string; // JSON of everything else, such as temperature and tools
  stream: boolean;
}

type Path = (string | number)[];

const NOT_PARAMETERS = new Set(
  'model messages input prompt system instructions stream stream_options'.split(' '),
);

export function draftOf(body: Json): Draft {
  const system = systemPath(body);
  const prompt = promptPath(body);
  const others = Object.entries(body).filter(([key]) => !NOT_PARAMETERS.has(key));
  return {
    model: asText(body.model) ?? '',
    system: system && (asText(get(body, system)) ?? null),
    prompt: prompt && (asText(get(body, prompt)) ?? null),
    parameters: JSON.stringify(Object.fromEntries(others), null, 2),
    stream: body.stream === true,
  };
}

/** The body with the draft's values. Throws an Error that says what is wrong with the parameters. */
export function bodyOf(body: Json, draft: Draft): Json {
  const parameters = parseParameters(draft.parameters);
  const kept = Object.entries(body).filter(([key]) => NOT_PARAMETERS.has(key));
  let next: Json = { ...Object.fromEntries(kept), ...parameters, model: draft.model };
  const system = systemPath(body);
  const prompt = promptPath(body);
  if (system && draft.system !== null) next = set(next, system, draft.system) as Json;
  if (prompt && draft.prompt !== null) next = set(next, prompt, draft.prompt) as Json;
  delete next.stream;
  if (draft.stream) next.stream = true;
  else delete next.stream_options; // allowed with streams only
  return next;
}

function parseParameters(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() || '{}');
  } catch (error) {
    throw new Error(`Parameters must be a JSON object: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('Parameters must be a JSON object, such as {"temperature": 0.2}');
  }
  const taken = Object.keys(value).find(key => NOT_PARAMETERS.has(key));
  if (taken)
    throw new Error(`Parameters must not have ${taken}, which has a field of its own or is kept`);
  return value as Json;
}

function systemPath(body: Json): Path | null {
  for (const key of ['system', 'instructions']) {
    if (asText(body[key]) !== undefined) return [key];
    const part = lastTextPart(body[key]);
    if (part !== null) return [key, part, 'text'];
  }
  return messagePath(body, index => index, /^(system|developer)$/);
}

function promptPath(body: Json): Path | null {
  for (const key of ['prompt', 'input']) if (asText(body[key]) !== undefined) return [key];
  return messagePath(body, (index, length) => length - 1 - index, /^user$/);
}

/** The text of the first message with such a role, in the order that `at` gives. */
function messagePath(
  body: Json,
  at: (index: number, length: number) => number,
  role: RegExp,
): Path | null {
  const key = Array.isArray(body.messages) ? 'messages' : 'input';
  const messages = asList(body[key]);
  for (let step = 0; step < messages.length; step++) {
    const index = at(step, messages.length);
    const message = asObject(messages[index]);
    if (!role.test(asText(message.role) ?? '')) continue;
    if (asText(message.content) !== undefined) return [key, index, 'content'];
    const part = lastTextPart(message.content);
    return part === null ? null : [key, index, 'content', part, 'text'];
  }
  return null;
}

function lastTextPart(content: unknown): number | null {
  const index = asList(content).findLastIndex(part => asText(asObject(part).text) !== undefined);
  return index < 0 ? null : index;
}

function get(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], value);
}

function set(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? asList(value).slice() : { ...asObject(value) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = set(copy[key], rest, to);
  return copy;
}
