import { expect, test } from 'vitest';
import { type Entry, idEntries, matching } from './entries';

const entry = (label: string, kind: string): Entry => ({
  key: `${kind} ${label}`,
  label,
  kind,
  icon: 'scores',
  opens: { to: '/scores' },
});
const ENTRIES = [entry('is_safe', 'score'), entry('Scores', 'page'), entry('safety', 'property')];
const labels = (entries: Entry[]) => entries.map(({ label }) => label);

test('what begins with the text comes first; words may also name the kind', () => {
  expect(labels(matching(ENTRIES, 'saf'))).toEqual(['safety', 'is_safe']);
  expect(labels(matching(ENTRIES, 'safe score'))).toEqual(['is_safe']);
  expect(labels(matching(ENTRIES, ''))).toEqual(['is_safe', 'Scores', 'safety']);
  expect(matching(Array<Entry>(40).fill(ENTRIES[0]!), 'safe')).toHaveLength(20);
});

test('an id leads to what may have it, and words to a search', () => {
  expect(idEntries('call-238').map(({ key }) => key)).toEqual([
    'request id',
    'session id',
    'user id',
    'text',
  ]);
  expect(idEntries('my lamp').map(({ key }) => key)).toEqual(['user id', 'text']);
  expect(idEntries('  ')).toEqual([]);
  expect(idEntries('x'.repeat(501))).toEqual([]);
});
