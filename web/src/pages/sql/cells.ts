/** How the values of a result are shown. */

import { fixed, median, UNKNOWN } from '../../lib/numbers';
import { localTime, shortDay } from '../../lib/times';
import type { Cell } from './queries';

const NUMBERS = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL)(?![A-Z])/;
const TIMES = /^(TIMESTAMP|DATE)/;

export const isNumber = (type: string) => NUMBERS.test(type) && !type.endsWith('[]');
export const isTime = (type: string) => TIMES.test(type) && !type.endsWith('[]');

/** NULL becomes "–"; numbers are formatted in the locale, lists and structs as JSON; everything else stays as it is. */
export function cellText(value: Cell | undefined, type: string, locale?: string): string {
  if (value === null || value === undefined) return UNKNOWN;
  if (typeof value === 'number' && isNumber(type)) {
    return new Intl.NumberFormat(locale, {
      maximumSignificantDigits: 15,
      useGrouping: false,
    }).format(value);
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const SIGNIFICANT = 4;
const MAX_DIGITS = 9;

/** How a column's values are shown: fractions with the same decimals, four significant digits of the usual one; timestamps
 * in UTC, as short as all of them allow. Everything else as cellText has it. */
export function columnText(values: readonly (Cell | undefined)[], type: string, locale?: string) {
  if (isTime(type)) return timeText(values, type);
  const fractions = values.filter(value => typeof value === 'number' && !Number.isInteger(value));
  if (!isNumber(type) || !fractions.length)
    return (value: Cell | undefined) => cellText(value, type, locale);
  const usual = median(values.filter(value => typeof value === 'number').map(Math.abs)) || 1;
  const digits = SIGNIFICANT - 1 - Math.floor(Math.log10(usual));
  const decimals = Math.min(Math.max(digits, 0), MAX_DIGITS);
  return (value: Cell | undefined) =>
    typeof value === 'number' ? fixed(value, decimals, locale) : cellText(value, type, locale);
}

function timeText(values: readonly (Cell | undefined)[], type: string) {
  const isDay = values.every(value => typeof value !== 'string' || /T00:00:00|^[^T]*$/.test(value));
  return (value: Cell | undefined) => {
    const time = new Date(typeof value === 'string' ? value : NaN);
    if (Number.isNaN(time.getTime())) return cellText(value, type);
    return (isDay ? shortDay : localTime)(time, 'UTC');
  };
}

const PER_CHARACTER = 7.6; // pixels
const [NARROWEST, WIDEST] = [70, 360];

/** A column width that suits the title and these texts. */
export function widthOf(title: string, texts: string[]): number {
  const longest = Math.max(title.length + 2, ...texts.map(text => text.length));
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(longest * PER_CHARACTER) + 24));
}
