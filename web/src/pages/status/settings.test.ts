import { expect, test } from 'vitest';
import { shownSettings, written } from './settings';

const port = {
  key: 'server.port',
  value: 8787,
  is_default: true,
  description: 'Where it listens.',
};
const url = { key: 'store.url', value: 'sqlite', is_default: false, description: 'The store.' };

test('is found by key, value or description', () => {
  for (const text of ['PORT', '8787', 'listens']) {
    expect(shownSettings([port, url], text, false)).toEqual([port]);
  }
});

test('those that were changed', () => {
  expect(shownSettings([port, url], '', true)).toEqual([url]);
  expect(shownSettings([port, url], 'port', true)).toEqual([]);
});

test('as in the file', () => {
  expect([null, 'a "b"', 2, [true]].map(written)).toEqual([
    'not set',
    '"a \\"b\\""',
    '2',
    '[true]',
  ]);
});
