import { expect, test } from 'vitest';
import { inShort } from './fired';

test('an event in short says what and how much', () => {
  const change = 'The score clarity fell by 5 (95 % interval 2 to 10), from 80 to 75';
  const when = ', at 2026-11-20 08:00 UTC (95 % interval 2026-11-20 06:00 to 2026-11-20 09:00).';
  expect(inShort(`${change}${when} It was found at 2026-11-22 08:00, after 61 values.`)).toBe(
    change,
  );
  const level = 'The cost was 12 USD in the last hour (n = 2), above the alert level of 10 USD';
  expect(inShort(`${level}. Since 2026-11-29 10:06 UTC.`)).toBe(level);
  expect(inShort('This is a test.')).toBe('This is a test.');
});
