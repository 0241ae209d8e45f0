import { expect, test } from 'vitest';
import { searchesBodies, toListQuery } from './requestList';

const day = { start: '2026-01-01T00:00:00.000Z', end: '2026-01-02T00:00:00.000Z' };

test('the newest requests come first by default', () => {
  expect(toListQuery({}, day).sort).toEqual({ created_at: 'desc' });
  expect(toListQuery({ sort: 'cost', asc: true }, day).sort).toEqual({ cost: 'asc' });
});

test('names of scores and properties may contain dots', () => {
  expect(toListQuery({ sort: 'scores.a.b' }, day).sort).toEqual({ scores: { 'a.b': 'desc' } });
  expect(toListQuery({ sort: 'properties.' }, day).sort).toEqual({ properties: { '': 'desc' } });
});

test('a text is searched in prompt or answer; whole bodies are searched on request only', () => {
  const { filter, scan_bodies: scans } = toListQuery({ text: 'quantum' }, day);
  expect(JSON.stringify(filter)).toContain('"operator":"or"');
  expect(scans).toBe(false);
  const all = toListQuery({ text: 'quantum', whole: true, sort: 'cost' }, day);
  expect(all.scan_bodies).toBe(true);
  expect(all.sort).toEqual({ created_at: 'desc' });
});

test('without a text there is nothing to search', () => {
  expect(searchesBodies({ whole: true })).toBe(false);
  expect(searchesBodies({ whole: true, f: [{ field: 'answer', op: 'has', value: 'a' }] })).toBe(
    true,
  );
});
