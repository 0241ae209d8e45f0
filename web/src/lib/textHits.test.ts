import { expect, test } from 'vitest';
import { textHits } from './textHits';

const marked = (text: string, ...terms: string[]) =>
  textHits(text, terms)
    .map(part => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

test('hits are marked in any case, also several', () => {
  expect(marked('Die Gartenleuchte, gartenleuchten', 'GARTENleuchte')).toBe(
    'Die [Gartenleuchte], [gartenleuchte]n',
  );
  expect(marked('one two', 'two', 'one tw')).toBe('[one tw]o');
  expect(marked('nothing', 'x', '')).toBe('nothing');
});

test('a hit far inside a text comes into view', () => {
  const text = `${'word '.repeat(40)}lamp at the end`;
  expect(marked(text, 'lamp')).toBe(`…${text.slice(200 - 12, 200)}[lamp] at the end`);
});
