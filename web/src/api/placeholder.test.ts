import { expect, test } from 'vitest';
import { sameExceptTime } from './placeholder';
import { keys } from './keys';

test('times are ignored wherever they are in the query', () => {
  const body = (start: string, by: string) => ({
    group_by: [by],
    first: { time_range: { start } },
  });
  const last = { queryKey: keys.scores(body('1', 'day')) };
  expect(sameExceptTime(last, body('2', 'day'))).toBe(true);
  expect(sameExceptTime(last, body('1', 'hour'))).toBe(false);
  expect(sameExceptTime(undefined, body('1', 'day'))).toBe(false);
});
