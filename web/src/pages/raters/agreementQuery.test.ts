import { expect, test } from 'vitest';
import { type Coefficient, verdict } from './agreementQuery';

const measured = (value: number | null, low: number | null, high: number | null, n_units = 12) =>
  ({ value, interval: { low, high }, n_units }) as Coefficient;

test('an agreement is as good as the whole interval says', () => {
  expect(verdict(measured(0.9, 0.81, 0.97))).toBe('is reliable');
  expect(verdict(measured(0.9, 0.7, 0.97))).toBe('is good enough for tentative conclusions');
  expect(verdict(measured(0.82, -0.05, 1))).toMatch(/^is not certain yet/);
  expect(verdict(measured(0.5, 0.3, 0.66))).toBe('is too low to rely on');
  expect(verdict(measured(0.2, -0.1, 0.5))).toBe('may be no better than chance');
});

test('raters who always agree have no interval, and show it with enough requests', () => {
  expect(verdict(measured(1, null, null))).toMatch(/too few ratings/);
  expect(verdict(measured(1, null, null, 500))).toBe('is reliable');
  expect(verdict(measured(null, null, null))).toBe('cannot be computed');
});
