import { expect, test } from 'vitest';
import { bySection, filterSettings, formatSetting } from './settings';

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

test('settings are grouped by section, and the fields of an entry are one row', () => {
  const field = (name: string, value: unknown, is_default: boolean) => ({
    key: `upstream.1.${name}`,
    value,
    is_default,
    description: name,
  });
  const [server, upstream] = bySection([port, field('name', 'x', true), field('url', 'y', false)]);
  expect(server).toMatchObject({ section: 'server', rows: [{ key: 'server.port' }] });
  expect(upstream!.rows).toHaveLength(1);
  expect(upstream!.rows[0]).toMatchObject({ key: 'upstream.1', is_default: false });
  expect(upstream!.rows[0]!.values).toEqual([
    ['name', 'x'],
    ['url', 'y'],
  ]);
});
