import { expect, test } from 'vitest';
import { bodyOf, draftOf } from './draft';

const CHAT = {
  model: 'gpt-4o',
  messages: [
    { role: 'system', content: 'Be kind.' },
    { role: 'user', content: 'Hello' },
    { role: 'assistant', content: 'Hi' },
    { role: 'user', content: [{ type: 'text', text: 'And now?' }, { type: 'image_url' }] },
  ],
  temperature: 0.5,
  stream: true,
  stream_options: { include_usage: true },
};

test('what can be changed is found in all dialects', () => {
  expect(draftOf(CHAT)).toEqual({
    model: 'gpt-4o',
    system: 'Be kind.',
    prompt: 'And now?',
    parameters: '{\n  "temperature": 0.5\n}',
    stream: true,
  });
  expect(draftOf({ model: 'm', instructions: 'Short.', input: 'Hello' })).toMatchObject({
    system: 'Short.',
    prompt: 'Hello',
  });
  expect(
    draftOf({
      system: [{ type: 'text', text: 'Kind.' }],
      messages: [{ role: 'user', content: 'x' }],
    }),
  ).toMatchObject({ system: 'Kind.', prompt: 'x', model: '' });
  expect(draftOf({ input: [1, 2] })).toMatchObject({ system: null, prompt: null });
});

test('an unchanged draft gives the same body', () => {
  expect(bodyOf(CHAT, draftOf(CHAT))).toEqual(CHAT);
});

test('changes come into their places, and the rest stays', () => {
  const draft = {
    ...draftOf(CHAT),
    model: 'gpt-5',
    prompt: 'Now!',
    parameters: '{"top_p": 1}',
    stream: false,
  };
  const body = bodyOf(CHAT, draft);
  expect(body).toEqual({
    model: 'gpt-5',
    messages: [
      ...CHAT.messages.slice(0, 3),
      { role: 'user', content: [{ type: 'text', text: 'Now!' }, { type: 'image_url' }] },
    ],
    top_p: 1,
  });
  expect(CHAT.messages[3]!.content).toEqual([
    { type: 'text', text: 'And now?' },
    { type: 'image_url' },
  ]);
});

test.each(['{', '[]', '3', '{"messages": []}'])('parameters %j are refused', parameters => {
  expect(() => bodyOf(CHAT, { ...draftOf(CHAT), parameters })).toThrow('Parameters must');
});
