/** The parts of messages in all API dialects: text, reasoning, tool calls and their results, images … Callers may send
 * anything, therefore no shape is taken for granted: unknown parts are shown as JSON. */

export type Media = {
  kind: 'media';
  what: 'image' | 'audio' | 'video' | 'file';
  type?: string; // as declared by the sender, such as "image/png"
  bytes?: number;
  name?: string;
  src?: string; // a data: URL of what the body contains
  url?: string; // elsewhere: loaded only when the viewer asks for it
};
export type Part =
  | { kind: 'text' | 'reasoning' | 'refusal' | 'error'; text: string }
  | { kind: 'call'; id?: string; name: string; input: string }
  | { kind: 'result'; of?: string; failed: boolean; parts: Part[] }
  | Media
  | { kind: 'other'; value: unknown };

export type Json = Record<string, unknown>;

export const asObject = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
export const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

const MAX_DEPTH = 4; // of tool results that contain tool results

/** The parts of a message's content: a text, a part, or a list of both. */
export function contentParts(content: unknown, depth = 0): Part[] {
  if (content === null || content === undefined || content === '') return [];
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (Array.isArray(content)) return content.flatMap(each => contentParts(each, depth));
  if (typeof content !== 'object' || depth > MAX_DEPTH) return [{ kind: 'other', value: content }];
  const part = content as Json;
  return READERS.get(asText(part.type) ?? '')?.(part, depth) ?? [{ kind: 'other', value: part }];
}

type Reader = (part: Json, depth: number) => Part[];

const textPart: Reader = part => [{ kind: 'text', text: asText(part.text) ?? '' }];
const image: Reader = part => [media('image', part.image_url ?? part.source ?? part)];
const file: Reader = part => [media('file', part.file ?? part.source ?? part)];
const call: Reader = part => [toolCall(part)];

/** Readers by the declared type of a part. */
const READERS = new Map<string, Reader>(
  Object.entries({
    text: textPart,
    input_text: textPart,
    output_text: textPart,
    summary_text: part => reasoning(part.text),
    reasoning_text: part => reasoning(part.text),
    thinking: part => reasoning(part.thinking),
    redacted_thinking: () => reasoning(''),
    reasoning: part => {
      const parts = [...asList(part.summary), ...asList(part.content)].flatMap(each =>
        contentParts(each),
      );
      return parts.length ? parts : reasoning('');
    },
    refusal: part => [{ kind: 'refusal', text: asText(part.refusal) ?? '' }],
    image_url: image,
    image,
    input_image: image,
    image_generation_call: part => [media('image', { data: part.result })],
    input_audio: part => [media('audio', part.input_audio)],
    video_url: part => [media('video', part.video_url)],
    file,
    input_file: file,
    document: file,
    tool_use: call,
    server_tool_use: call,
    function_call: call,
    custom_tool_call: call,
    function: call,
    custom: call,
    tool_result: (part, depth) => [
      toolResult(part.tool_use_id, part.content, depth, part.is_error),
    ],
    function_call_output: (part, depth) => [toolResult(part.call_id, part.output, depth)],
    custom_tool_call_output: (part, depth) => [toolResult(part.call_id, part.output, depth)],
  } satisfies Record<string, Reader>),
);

/** An empty text means that the provider does not disclose the reasoning. */
export const reasoning = (value: unknown): Part[] => [
  { kind: 'reasoning', text: asText(value) ?? '' },
];

export function toolCall(call: Json): Part {
  const inner = { ...call, ...asObject(call.function), ...asObject(call.custom) };
  const input = inner.arguments ?? inner.input;
  return {
    kind: 'call',
    id: asText(call.call_id) ?? asText(call.id),
    name: asText(inner.name) ?? '?',
    input: pretty(input),
  };
}

export function toolResult(
  of: unknown,
  content: unknown,
  depth = 0,
  failed: unknown = false,
): Part {
  const parts = contentParts(content, depth + 1);
  return { kind: 'result', of: asText(of), failed: failed === true, parts };
}

/** Formats JSON for reading; anything that is not complete JSON stays as it is. */
export function pretty(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

const DATA_URL = /^data:([^;,]*)[^,]*,/;

const TYPES: Record<string, string> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  ogg: 'audio/ogg',
  flac: 'audio/flac',
  aac: 'audio/aac',
};
const DEFAULT_TYPES = { image: 'image/png', audio: 'audio/wav', video: 'video/mp4', file: '' };

/** Describes an image or file without decoding it. */
export function media(what: Media['what'], source: unknown): Media {
  const fields = typeof source === 'string' ? { url: source } : asObject(source);
  const url = asText(fields.url) ?? asText(fields.image_url) ?? asText(fields.file_url);
  const inline =
    asText(fields.data) ?? asText(fields.file_data) ?? (url?.startsWith('data:') ? url : undefined);
  const type =
    asText(fields.media_type) ?? asText(fields.format) ?? DATA_URL.exec(inline ?? '')?.[1];
  return {
    kind: 'media',
    what,
    type: type || undefined,
    bytes: inline === undefined ? undefined : base64Bytes(inline.replace(DATA_URL, '')),
    name: asText(fields.filename) ?? asText(fields.title) ?? asText(fields.file_id),
    src: inline === undefined ? undefined : dataUrl(inline, type || DEFAULT_TYPES[what]),
    url: url === inline ? undefined : url,
  };
}

/** A data: URL from one, or from bare base64 with its type or format. */
function dataUrl(inline: string, type: string): string {
  if (inline.startsWith('data:')) return inline;
  const full = TYPES[type] ?? (type.includes('/') ? type : 'application/octet-stream');
  return `data:${full};base64,${inline}`;
}

function base64Bytes(data: string): number {
  const padding = /=*$/.exec(data.slice(-2))![0].length;
  return Math.floor((data.length * 3) / 4) - padding;
}
