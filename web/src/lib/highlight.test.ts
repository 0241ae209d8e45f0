import { expect, test } from 'vitest';
import { highlight } from './highlight';

const coloured = (code: string, language: string) =>
  highlight(code, language)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`);

test('keywords, texts, numbers and comments', () => {
  expect(coloured('def f(x):  # sky\n  return "if" + 3.5', 'python')).toEqual([
    'keyword def',
    'comment # sky',
    'keyword return',
    'text "if"',
    'number 3.5',
  ]);
  expect(coloured('SELECT a FROM t -- all', 'sql')).toEqual([
    'keyword SELECT',
    'keyword FROM',
    'comment -- all',
  ]);
  expect(coloured('const a = `x ${b}`; // no', 'ts')).toEqual([
    'keyword const',
    'text `x ${b}`',
    'comment // no',
  ]);
  expect(coloured('{"a": null}', 'json')).toEqual(['text "a"', 'keyword null']);
});

test('nothing is lost, and an unknown language is plain', () => {
  const wild = '"open \' `\n/* x\n### <!-- 12e 9\\';
  for (const language of ['python', 'ts', 'sql', 'html', 'json', 'brainfuck']) {
    expect(
      highlight(wild, language)
        .map(({ text }) => text)
        .join(''),
    ).toBe(wild);
  }
  expect(highlight('if', 'klingon')).toEqual([{ kind: 'plain', text: 'if' }]);
});

test('a long line takes no time', () => {
  expect(highlight(`"${'\\'.repeat(50_000)}`, 'js').length).toBeGreaterThan(0);
});
