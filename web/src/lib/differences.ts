/** Differences in words, with their sign and interval. */

import { digitsOf, type Interval } from './means';
import { fixed, UNKNOWN } from './numbers';

export type AmountUnit = 'number' | 'share' | 'usd' | 'ms';

const MINUS = '−';

/** "+5.2 [3.7, 6.6]"; of shares in percentage points: "+5.2 [3.7, 6.6] points"; "+52 ms [26, 79]". */
export function formatDifference(
  unit: AmountUnit,
  difference: number | null,
  interval: Interval | null,
): string {
  if (difference === null) return UNKNOWN;
  const { low = null, high = null } = interval ?? {};
  const largest = Math.max(...[difference, low ?? 0, high ?? 0].map(Math.abs));
  const { factor, prefix = '', suffix = '' } = scaleOf(unit, largest);
  const scaled = (value: number) => value * factor;
  const digits =
    low !== null && high !== null
      ? digitsOf([{ low: scaled(low), high: scaled(high) }])
      : digitsOfValue(scaled(difference));
  const write = (value: number) => fixed(scaled(value), digits);
  const value = signed(difference, each => `${prefix}${write(each)}`, '+');
  const isOnly = low === null || high === null;
  const ends = isOnly ? '' : ` [${signed(low, write, '')}, ${signed(high, write, '')}]`;
  return unit === 'share' ? `${value}${ends}${suffix}` : `${value}${suffix}${ends}`;
}

/** "[3.7, 6.6] points": the interval alone; null: there is none. */
export function formatLimits(unit: AmountUnit, { low, high }: Interval): string | null {
  if (low === null || high === null) return null;
  const text = formatDifference(unit, (low + high) / 2, { low, high });
  const limits = /\[.*\]/.exec(text)?.[0] ?? '';
  return `${limits}${scaleOf(unit, Math.max(Math.abs(low), Math.abs(high))).suffix ?? ''}`;
}

function scaleOf(unit: AmountUnit, largest: number) {
  if (unit === 'share') return { factor: 100, suffix: ' points' };
  if (unit === 'usd') return { factor: 1, prefix: '$' };
  if (unit === 'ms')
    return largest < 1_000 ? { factor: 1, suffix: ' ms' } : { factor: 1e-3, suffix: ' s' };
  return { factor: 1 };
}

/** "fell by 0.08 [0.05, 0.11]" */
export function formatMove(unit: AmountUnit, difference: number, { low, high }: Interval): string {
  const turned =
    low === null || high === null || difference >= 0 ? { low, high } : { low: -high, high: -low };
  const size = formatDifference(unit, Math.abs(difference), turned).slice(1);
  return `${difference < 0 ? 'fell' : 'rose'} by ${size}`;
}

/** "+38%", for metrics. */
export function formatRelative(relative: number | null): string | null {
  if (relative === null || !Number.isFinite(relative)) return null;
  const percent = 100 * relative;
  const digits = Math.abs(percent) < 10 ? 1 : 0;
  return `${signed(percent, value => fixed(value, digits), '+')}%`;
}

/** Three significant digits. */
const digitsOfValue = (value: number) =>
  value ? Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))) : 0;

function signed(value: number, write: (value: number) => string, plus: string): string {
  const text = write(Math.abs(value));
  if (!/[1-9]/.test(text)) return text; // zero, as written
  return `${value < 0 ? MINUS : plus}${text}`;
}
