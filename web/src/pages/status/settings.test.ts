import { expect, test } from 'vitest';
import { filterSettings, formatSetting } from './settings';

const port = {
  key: 'server.port',
  value: 8787,
  is_default: true,
  description: 'Where it listens.',
};
const url = { key: 'store.url', value: 'sqlite', is_default: false, description: 'The store.' };

test('settings are found by key, value or description', () => {
  for (const text of ['PORT', '8787', 'listens']) {
    expect(filterSettings([port, url], text, false)).toEqual([port]);
  }
});

test('only changed settings', () => {
  expect(filterSettings([port, url], '', true)).toEqual([url]);
  expect(filterSettings([port, url], 'port', true)).toEqual([]);
});

test('values are formatted as in the settings file', () => {
  expect([null, 'a "b"', 2, [true]].map(formatSetting)).toEqual([
    'not set',
    '"a \\"b\\""',
    '2',
    '[true]',
  ]);
});
