import { expect, test } from 'vitest';
import { spans, tokensPerSecond } from './spans';

const stream = {
  is_stream: true,
  time_to_first_byte_ms: 100,
  time_to_first_token_ms: 250,
  latency_ms: 1250,
};

test('the spans of a stream follow each other', () => {
  expect(spans(stream).map(({ name, ms }) => [name, ms])).toEqual([
    ['First byte', 100],
    ['First token', 150],
    ['End', 1000],
  ]);
  expect(tokensPerSecond(stream, 50)).toBe(50);
});

test('a response that was not streamed has no first token', () => {
  const whole = { ...stream, is_stream: false };
  expect(spans(whole).map(({ name }) => name)).toEqual(['First byte', 'End']);
  expect(tokensPerSecond(whole, 50)).toBeNull();
});

test('unknown times are left out, and spans are never negative', () => {
  expect(spans({ ...stream, time_to_first_byte_ms: null, latency_ms: null })).toHaveLength(1);
  expect(spans({ ...stream, time_to_first_token_ms: 50 })[1]).toMatchObject({ ms: 0, until: 100 });
});
