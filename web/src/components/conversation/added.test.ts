import { expect, test } from 'vitest';
import { addedTurns } from './added';
import type { Turn } from './turns';

const say = (role: string, text: string, answer = false): Turn => ({
  role,
  parts: [{ kind: 'text', text }],
  answer,
  note: answer ? 'stop' : undefined,
});
const FIRST = [say('system', 'Be kind.'), say('user', 'Hello'), say('assistant', 'Hi', true)];
const SECOND = [
  say('system', 'Be kind.'),
  say('user', 'Hello'),
  say('assistant', 'Hi'),
  say('user', 'And now?'),
  say('assistant', 'Bye', true),
];
const texts = (turns: Turn[]) => turns.map(({ parts }) => (parts[0] as { text: string }).text);

test('a call that goes on adds what follows the answer before it', () => {
  const found = addedTurns(FIRST, SECOND);
  expect([found.kept, texts(found.added), found.leftOut, found.system]).toEqual([
    2,
    ['And now?', 'Bye'],
    [],
    null,
  ]);
});

test('another prompt and what was left out are said', () => {
  const found = addedTurns(SECOND, [
    say('system', 'Be short.'),
    say('user', 'Hello'),
    say('user', 'x'),
  ]);
  expect(found.system).toEqual(['Be kind.', 'Be short.']);
  expect([found.kept, texts(found.leftOut), texts(found.added)]).toEqual([
    1,
    ['Hi', 'And now?', 'Bye'],
    ['x'],
  ]);
});
