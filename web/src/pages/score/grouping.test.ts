import { expect, test } from 'vitest';
import type { ScoreGroup } from '../../api/scores';
import { sortGroups } from './grouping';

// only the fields that are used
const group = (value: string | null, n: number, mean: number | null, other = false) =>
  ({ group: { model: value }, n_units: n, mean, other }) as unknown as ScoreGroup;
const GROUPS = [
  group('m10', 5, 2),
  group('m9', 7, null),
  group(null, 5, 9),
  group(null, 99, 5, true),
];

const values = (order: Parameters<typeof sortGroups>[2]) =>
  sortGroups(GROUPS, 'model', order).map(({ group: { model }, other }) => (other ? 'rest' : model));

test('groups are sorted; unknown means and the rest come last', () => {
  expect(values('requests')).toEqual(['m9', null, 'm10', 'rest']);
  expect(values('name')).toEqual([null, 'm9', 'm10', 'rest']);
  expect(values('highest')).toEqual([null, 'm10', 'm9', 'rest']);
  expect(values('lowest')).toEqual(['m10', null, 'm9', 'rest']);
});
