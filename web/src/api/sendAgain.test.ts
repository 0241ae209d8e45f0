import { expect, test } from 'vitest';
import { deltaOf } from './sendAgain';

test.each([
  ['data: {"choices":[{"delta":{"content":"Hi"}}]}', 'Hi'],
  ['data: {"choices":[{"text":"Once"}]}', 'Once'],
  ['data: {"type":"response.output_text.delta","delta":"Hi"}', 'Hi'],
  ['data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"Hi"}}', 'Hi'],
  ['data: {"type":"content_block_delta","delta":{"partial_json":"{"}}', ''],
  ['data: [DONE]', ''],
  ['data: {"choices":[]}', ''],
  ['data: {"choices":[{"delta":null}]}', ''],
  ['event: ping', ''],
])('%s adds %j', (line, text) => {
  expect(deltaOf(line)).toBe(text);
});
