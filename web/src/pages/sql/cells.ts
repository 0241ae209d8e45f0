/** How the values of a result are shown. */

import { UNKNOWN } from '../../lib/numbers';
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

const PER_CHARACTER = 7.6; // pixels
const [NARROWEST, WIDEST] = [70, 360];

/** A column width that suits the title and these texts. */
export function widthOf(title: string, texts: string[]): number {
  const longest = Math.max(title.length + 2, ...texts.map(text => text.length));
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(longest * PER_CHARACTER) + 24));
}
