import { expect, test } from 'vitest';
import { withoutMarks } from './withoutMarks';

test.each([
  ['Yes, within **14 days** of the order.', 'Yes, within 14 days of the order.'],
  ['Wait **15 minutes**, then *Forgot password*.', 'Wait 15 minutes, then Forgot password.'],
  ['Delivery takes **2 to 4 wor', 'Delivery takes 2 to 4 wor'],
  ['# Refunds\nCall `refund()`', 'Refunds\nCall refund()'],
  ['See [the terms](https://example.com/terms).', 'See the terms.'],
  ['f(*args, **kwargs) is 2**10 * 3 and a * b', 'f(*args, **kwargs) is 2**10 * 3 and a * b'],
  ['__init__ and snake_case_name', '__init__ and snake_case_name'],
])('the marks of %j are taken out', (text, plain) => {
  expect(withoutMarks(text)).toBe(plain);
});

test('a hit of a search stays, even one across a mark', () => {
  expect(withoutMarks('within **14 days**', ['14'])).toBe('within 14 days');
  expect(withoutMarks('within **14 days**', ['**14'])).toBe('within **14 days**');
});
