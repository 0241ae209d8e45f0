/** Makes a call through the proxy of this host, as an application would. The key goes into its header and nowhere else. */

export interface Sent {
  status: number;
  requestId: string | null; // under which Gnomon has logged it
  text: string; // of a stream: the answer so far
  body: unknown; // of an answer that was no stream
}

interface NewCall {
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

/** Reports the answer as it arrives, and resolves to the last report. Throws if there is no answer. */
export async function sendAgain(
  call: NewCall,
  onProgress: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<Sent> {
  const response = await fetch(call.url, {
    method: 'POST',
    headers: call.headers,
    body: JSON.stringify(call.body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal,
  });
  const sent: Sent = {
    status: response.status,
    requestId: response.headers.get('Helicone-Id'),
    text: '',
    body: null,
  };
  const isStream = response.headers.get('Content-Type')?.startsWith('text/event-stream');
  if (!isStream || !response.body) {
    const text = await response.text();
    return { ...sent, text, body: parsed(text) };
  }
  return readStream(response.body, sent, onProgress);
}

async function readStream(
  body: ReadableStream<Uint8Array>,
  sent: Sent,
  onProgress: (sent: Sent) => void,
): Promise<Sent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let current = sent;
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split(/\r?\n/);
    rest = done ? '' : lines.pop()!;
    const text = lines.map(deltaOf).join('');
    if (text) {
      current = { ...current, text: current.text + text };
      onProgress(current);
    }
    if (done) return current;
  }
}

/** The text that a line of a stream adds, in the forms of OpenAI and Anthropic. */
export function deltaOf(line: string): string {
  if (!line.startsWith('data:')) return '';
  const event = parsed(line.slice('data:'.length)) as {
    choices?: { delta?: { content?: unknown }; text?: unknown }[];
    delta?: unknown;
    type?: unknown;
  } | null;
  if (typeof event !== 'object' || event === null) return '';
  const choice = Array.isArray(event.choices) ? event.choices[0] : undefined;
  const delta = event.delta as { text?: unknown } | string | undefined;
  const found = [
    choice?.delta?.content,
    choice?.text,
    event.type === 'response.output_text.delta' ? delta : undefined,
    event.type === 'content_block_delta' && typeof delta === 'object' ? delta.text : undefined,
  ];
  return found.find(value => typeof value === 'string') ?? '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
