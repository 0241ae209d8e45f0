import { expect, test } from 'vitest';
import { sameExceptTime } from './placeholder';
import { keys } from './keys';

test('only the time differs, wherever in the question it is', () => {
  const asked = (start: string, by: string) => ({
    group_by: [by],
    first: { time_range: { start } },
  });
  const last = { queryKey: keys.scores(asked('1', 'day')) };
  expect(sameExceptTime(last, asked('2', 'day'))).toBe(true);
  expect(sameExceptTime(last, asked('1', 'hour'))).toBe(false);
  expect(sameExceptTime(undefined, asked('1', 'day'))).toBe(false);
});
