import { expect, test } from 'vitest';
import { withExcerpts } from './excerpts';

test('the text around a hit stands where the preview has none', () => {
  const row = { request_id: 'a', prompt_preview: 'Hay and hay', answer_preview: 'A needle' };
  const excerpts = { a: { request: 'hay needle hay', response: 'needle' } };
  const [shown] = withExcerpts({ data: [row], scanned: { excerpts } }, ['Needle']);
  expect(shown).toEqual({ ...row, prompt_preview: '…hay needle hay' });
  expect(withExcerpts({ data: [row], scanned: null }, ['needle'])).toEqual([row]);
});
