import { expect, test } from 'vitest';
import type { Definition } from '../../api/scores';
import type { Compared } from './queries';
import { scoreChange } from './scoreChange';

// only the fields that are used
const row = (label: string | null, share: number, difference: number, p: number) =>
  ({
    type: label === null ? 'number' : 'label',
    label,
    first: { mean: share },
    second: { mean: share + difference },
    difference,
    interval: { low: difference - 0.05, high: difference + 0.05 },
    p_value: p,
  }) as unknown as Compared;

test('of labels, the share that changed most clearly, otherwise that of the commonest', () => {
  const rows = [
    row('good', 0.6, -0.02, 0.4),
    row('fair', 0.3, -0.1, 0.04),
    row('bad', 0.1, 0.12, 0.001),
  ];
  expect(scoreChange(rows, undefined)?.text).toBe('bad +12 [7, 17] points');
  expect(scoreChange(rows.slice(0, 1).concat(row('fair', 0.4, 0.02, 0.4)), undefined)?.text).toBe(
    'good no change seen',
  );
  const better = scoreChange([row(null, 0.5, 0.2, 0.01)], { direction: 'higher' } as Definition);
  expect([better?.text, better?.tone]).toEqual(['+0.20 [0.15, 0.25]', 'better']);
  expect(scoreChange([], undefined)).toBeNull();
});
