import { expect, test } from 'vitest';
import { differs, isPlain, ofView, onlyTraffic, toViewSearch } from './viewSearch';

const search = { range: '7d', live: true, f: [{ field: 'model', op: 'is' }], at: 300, saved: 'v1' };
const view = { view_id: 'v1', search: { f: [{ op: 'is', field: 'model' }], range: '7d' } };

test('a view holds neither a place in the list nor what is on every page', () => {
  expect(toViewSearch({ ...search, sort: undefined })).toEqual({ range: '7d', f: search.f });
});

test('the default view opens only where nothing else was asked for', () => {
  expect(isPlain({ range: '30d', live: true, f: undefined })).toBe(true);
  expect(isPlain({ saved: 'none' })).toBe(false);
  expect(isPlain({ sort: 'cost' })).toBe(false);
});

test('pages begin without the calls of replays, shadows and judges, where there are any', () => {
  expect(onlyTraffic(['Feature'])).toBeUndefined();
  expect(onlyTraffic(['evaluator', 'Feature', 'Experiment-Id'])).toEqual([
    { field: 'property', name: 'Experiment-Id', op: 'none', value: '' },
    { field: 'property', name: 'Evaluator', op: 'none', value: '' },
  ]);
});

test('a view that is shown differs once something is changed', () => {
  expect(differs(view, search)).toBe(false);
  expect(differs(view, ofView(view, { live: true }))).toBe(false);
  expect(differs(view, { ...search, range: '30d' })).toBe(true);
  expect(differs({ search: {} }, { range: '30d' })).toBe(false);
  expect(differs({ search: {} }, { sort: 'cost' })).toBe(true);
});
