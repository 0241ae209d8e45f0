/** The time spans of a call in order, as far as they are known. */

export interface Span {
  name: string;
  kind: 'waiting' | 'thinking' | 'streaming';
  ms: number; // how long
  until: number; // ms since the call began
}

interface Times {
  is_stream: boolean;
  time_to_first_byte_ms: number | null;
  time_to_first_token_ms: number | null;
  latency_ms: number | null;
}

export function spans(times: Times): Span[] {
  const end = times.latency_ms;
  const ends: [string, Span['kind'], number | null][] = [
    ['First byte', 'waiting', times.time_to_first_byte_ms],
    ['First token', 'thinking', times.is_stream ? times.time_to_first_token_ms : null],
    ['End', 'streaming', end],
  ];
  let before = 0;
  const known: Span[] = [];
  for (const [name, kind, at] of ends) {
    if (at === null) continue;
    const until = Math.max(at, before);
    known.push({ name, kind, ms: until - before, until });
    before = until;
  }
  return known;
}

/** The speed of a streamed response; null if it was not streamed or the times are unknown. */
export function tokensPerSecond(times: Times, completionTokens: number | null): number | null {
  const { is_stream: streams, time_to_first_token_ms: first, latency_ms: end } = times;
  if (!streams || first === null || end === null || completionTokens === null) return null;
  return end > first && completionTokens > 1 ? (1000 * completionTokens) / (end - first) : null;
}
