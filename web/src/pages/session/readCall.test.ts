import { expect, test } from 'vitest';
import type { Turn } from '../../components/conversation/turns';
import { readCall, type SeenCalls } from './readCall';

const say = (role: string, text: string, answer = false): Turn => ({
  role,
  parts: [{ kind: 'text', text }],
  answer,
});
const texts = (turns: Turn[]) => turns.map(({ parts }) => (parts[0] as { text: string }).text);
const read = (calls: Turn[][]) => {
  let seen: SeenCalls = [];
  return calls.map(all => {
    const found = readCall(seen, all);
    ({ seen } = found);
    return [found.kept, ...texts(found.shown)];
  });
};

const FIRST = [say('system', 'Be kind.'), say('user', 'Hello'), say('assistant', 'Hi', true)];
const OTHER = [say('user', 'Rank these'), say('assistant', '1, 2', true)];
const goOn = (system: string) => [
  say('system', system),
  say('user', 'Hello'),
  say('assistant', 'Hi'),
  say('user', 'And now?'),
  say('assistant', 'Bye', true),
];

test('each message is there once, whichever of the calls before had it', () => {
  expect(read([FIRST, OTHER, goOn('Be kind.')])).toEqual([
    [0, 'Be kind.', 'Hello', 'Hi'],
    [0, 'Rank these', '1, 2'],
    [2, 'And now?', 'Bye'],
  ]);
});

test('a question that is sent again without its context is the same message', () => {
  const asked = [say('system', 'Be kind.'), say('user', 'CONTEXT Hello'), FIRST[2]!];
  expect(read([asked, goOn('Be kind.')])[1]).toEqual([2, 'And now?', 'Bye']);
});

test('a prompt that several conversations share is shown once', () => {
  const other = [FIRST[0]!, say('user', 'Who?'), say('assistant', 'Me', true)];
  expect(read([FIRST, other])[1]).toEqual([0, 'Who?', 'Me']);
});

test('another prompt is shown again', () => {
  expect(read([FIRST, goOn('Be short.')])[1]).toEqual([2, 'Be short.', 'And now?', 'Bye']);
});

test('reasoning that is not sent back makes no other message', () => {
  const answer = say('assistant', 'Hi', true);
  const thought: Turn = { ...answer, parts: [{ kind: 'reasoning', text: 'Hm' }, ...answer.parts] };
  expect(read([[say('user', 'Hello'), thought], goOn('').slice(1)])[1]).toEqual([
    2,
    'And now?',
    'Bye',
  ]);
});

test('more calls than are looked at do not pile up', () => {
  let seen: SeenCalls = [];
  for (let number = 0; number < 50; number++)
    ({ seen } = readCall(seen, [say('user', `${number}`)]));
  expect(seen).toHaveLength(20);
});

test('a prompt that stays is shown once, also where a template rewrites the messages', () => {
  const call = (question: string) => [
    say('system', 'Be kind.'),
    say('user', question),
    say('assistant', 'Hi', true),
  ];
  expect(read([call('CONTEXT 1 Hello'), call('CONTEXT 2 And now?')])[1]).toEqual([
    0,
    'CONTEXT 2 And now?',
    'Hi',
  ]);
});
