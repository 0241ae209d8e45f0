import { expect, test } from 'vitest';
import { headline, isLong, parseJson, sections } from './text';

const CONTEXT = `CONTEXT\n[1] returns.md\n${'You can send it back. '.repeat(20)}`;

test('the question is apart from the context before or after it', () => {
  const question = 'Can I use the lamp in winter?';
  expect(sections(`${CONTEXT}\n\n${question}`)).toEqual([
    { text: CONTEXT, isContext: true },
    { text: question, isContext: false },
  ]);
  expect(sections(`${question}\n\n${CONTEXT}`)[0]).toEqual({ text: question, isContext: false });
  expect(sections(`${CONTEXT}\n\n \n\n`)).toEqual([
    { text: `${CONTEXT}\n\n \n\n`, isContext: true },
  ]);
  expect(sections('Hello')).toEqual([{ text: 'Hello', isContext: false }]);
});

test('a headline is the question in one line', () => {
  expect(headline(`${CONTEXT}\n\nQuestion: May I\nsend it back?`)).toBe('May I send it back?');
  expect(headline('x'.repeat(200))).toHaveLength(90);
  expect(headline('')).toBe('');
});

test('long is long in characters or lines', () => {
  expect(isLong('x'.repeat(250))).toBe(false);
  expect(isLong('x'.repeat(251))).toBe(true);
  expect(isLong('\n'.repeat(8))).toBe(true);
});

test('only whole objects and lists are JSON', () => {
  expect(parseJson(' {"a": 1}\n')).toEqual({ a: 1 });
  expect(parseJson('[1]')).toEqual([1]);
  for (const text of ['1', '"a"', 'null', '[see above]', '{', ''])
    expect(parseJson(text)).toBeNull();
});
