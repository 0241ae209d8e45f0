import { expect, test } from 'vitest';
import { namesOf, unitsOf } from './scoreUnit';

const name = (text: string, requests: number, sessions: number) => ({
  name: text,
  type: 'number' as const,
  ratings: requests + sessions,
  request_ratings: requests,
  session_ratings: sessions,
  last_recorded_at: '2026-01-02T00:00:00Z',
  labelled: false,
});

test('each unit has the names with its own ratings', () => {
  const names = [name('both', 5, 2), name('calls', 3, 0), name('talks', 0, 4)];
  const listed = (unit: 'request' | 'session') =>
    namesOf(names, unit).map(each => [each.name, each.ratings]);
  expect(listed('request')).toEqual([
    ['both', 5],
    ['calls', 3],
  ]);
  expect(listed('session')).toEqual([
    ['both', 2],
    ['talks', 4],
  ]);
});

test('only units with scores are offered, and requests if nothing was scored', () => {
  expect(unitsOf([name('both', 5, 2)])).toEqual(['request', 'session']);
  expect(unitsOf([name('talks', 0, 4)])).toEqual(['session']);
  expect(unitsOf([])).toEqual(['request']);
});
