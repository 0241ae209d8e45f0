import { expect, test } from 'vitest';
import type { FoundChange, LikelyCause, WatchedSeries } from '../../api/changes';
import { shortTime } from '../../lib/times';
import { changeMarks, headline, moveOf, nameOf, reasonOf } from './changeWords';

const CHANGE = {
  at: '2026-10-15T20:00:00.000Z',
  difference: -5.1,
  ratio: null,
  low: -6.3,
  high: -3.9,
  causes: [] as LikelyCause[],
} as FoundChange;
const CAUSE: LikelyCause = {
  kind: 'new_value',
  key: 'property.Plan',
  value: 'free',
  first_at: null,
  share_before: 0.25,
  share_after: 0.5,
  contribution: null,
  p_value: null,
};

test('a change of means has its size with the interval', () => {
  expect(moveOf(CHANGE, 'number')).toBe('fell by 5.1 [3.9, 6.3]');
});

test('a change of shares is in points', () => {
  const fall = { ...CHANGE, difference: -0.1, low: -0.14, high: -0.06 };
  expect(moveOf(fall, 'share')).toBe('fell by 10 [6, 14] points');
});

test('a change of a ratio is in percent, whichever way it went', () => {
  expect(moveOf({ ...CHANGE, ratio: 1.35, low: 1.28, high: 1.43 }, 'ms')).toBe(
    'rose by 35% [28, 43]',
  );
  expect(moveOf({ ...CHANGE, ratio: 0.5, low: 0.4, high: 0.6 }, 'ms')).toBe('fell by 50% [40, 60]');
});

test('each kind of cause has its reason', () => {
  expect(nameOf(CAUSE)).toBe('Plan free');
  expect(nameOf({ ...CAUSE, value: null })).toBe('no Plan');
  expect(nameOf({ ...CAUSE, key: 'property.User_tier' })).toBe('User_tier free');
  expect(nameOf({ ...CAUSE, key: 'prompt_fingerprint', value: '5f3a' })).toBe(
    'prompt fingerprint 5f3a',
  );
  expect(reasonOf(CAUSE, CHANGE)).toBe('is new, and in 50% of the requests since');
  expect(reasonOf({ ...CAUSE, kind: 'mix' }, CHANGE)).toBe(
    'became more frequent: 25% of the requests before, 50% since',
  );
  expect(reasonOf({ ...CAUSE, kind: 'mix', share_after: 0.05 }, CHANGE)).toBe(
    'became less frequent: 25% of the requests before, 5% since',
  );
  expect(reasonOf({ ...CAUSE, key: 'evaluator', value: 'judge 2' }, CHANGE)).toBe(
    'is new, and in 50% of the scores since',
  );
  expect(reasonOf({ ...CAUSE, kind: 'rate' }, CHANGE)).toBe('fell more than the rest');
});

test('the newest change is in the headline', () => {
  const watched = { reason: null, changes: [CHANGE, { ...CHANGE, causes: [CAUSE] }] };
  const at = shortTime(new Date(CHANGE.at));
  expect(headline(watched as unknown as WatchedSeries, 'number')).toBe(
    `2 changes, the last: fell by 5.1 [3.9, 6.3] at ${at}, likely cause: Plan free`,
  );
  expect(headline({ reason: null, changes: [CHANGE] } as unknown as WatchedSeries, 'number')).toBe(
    `1 change: fell by 5.1 [3.9, 6.3] at ${at}`,
  );
  expect(headline({ reason: null, changes: [] } as unknown as WatchedSeries, 'number')).toBe(
    'No change found in this range',
  );
  expect(headline(null, 'number')).toBe('No changes can be found yet');
});

test('changes are marked in the chart', () => {
  expect(changeMarks([CHANGE])).toEqual([{ at: Date.parse(CHANGE.at), label: 'fell' }]);
});
