/** How a mean and its 95 % interval are written: `0.832 ± 0.007`, or `5.2 [3.7, 6.6]` where the interval is not symmetric. */

import { decimal, fixed, fixedPercent, median, percent, UNKNOWN } from './numbers';

export interface Interval {
  low: number | null;
  high: number | null;
}

export interface MeanOptions {
  isShare?: boolean; // 0.95 is written as 95%
  digits?: number; // decimals as written; by default of this interval. Use digitsOf(column) in a column
  limits?: readonly [number | null, number | null] | null; // what values can be: the interval is cut to it
  locale?: string;
}

export interface MeanText {
  value: string;
  interval: string | null; // null: there is none, or it says nothing
}

const MAX_DIGITS = 9;
const SYMMETRY = 0.05; // of the width: a smaller difference of the two sides cannot be seen in one digit

/** The mean and its interval in words. */
export function meanText(
  value: number | null | undefined,
  interval: Interval | null | undefined,
  { isShare = false, digits, limits, locale }: MeanOptions = {},
): MeanText {
  const ends = known(interval, isShare ? [0, 1] : limits);
  if (value === null || value === undefined) return { value: UNKNOWN, interval: null };
  if (!ends && digits === undefined)
    return { value: (isShare ? percent : decimal)(value, locale), interval: null };
  const decimals = digits ?? digitsOf(ends ? [{ low: ends[0], high: ends[1] }] : [], isShare);
  const write = (each: number) => (isShare ? fixedPercent : fixed)(each, decimals, locale);
  if (!ends) return { value: write(value), interval: null };
  const [low, high] = ends;
  const half = (high - low) / 2;
  const isSymmetric = Math.abs(high + low - 2 * value) <= SYMMETRY * (high - low);
  return {
    value: write(value),
    interval: isSymmetric ? `± ${write(half)}` : `[${write(low)}, ${write(high)}]`,
  };
}

/** The decimals with which a column of means is written: so many that the usual half of an interval shows one digit, or two
 * if it begins with 1. */
export function digitsOf(
  column: readonly (Interval | null | undefined)[],
  isShare = false,
): number {
  const halves = column.flatMap(each => {
    const ends = known(each);
    return ends && ends[1] > ends[0] ? [(ends[1] - ends[0]) / 2] : [];
  });
  const usual = median(halves);
  if (usual === undefined) return isShare ? 0 : 1;
  const half = isShare ? usual * 100 : usual;
  const power = Math.floor(Math.log10(half));
  const beginsWithOne = half / 10 ** power < 2;
  return Math.min(Math.max(0, -power + (beginsWithOne ? 1 : 0)), MAX_DIGITS);
}

/** Both ends, cut to the limits; null if one is unknown, or if the interval is as wide as the limits and says nothing. */
function known(
  interval: Interval | null | undefined,
  limits?: MeanOptions['limits'],
): [number, number] | null {
  if (typeof interval?.low !== 'number' || typeof interval.high !== 'number') return null;
  const [least, most] = limits ?? [null, null];
  const low = Math.max(interval.low, least ?? -Infinity);
  const high = Math.min(interval.high, most ?? Infinity);
  const saysNothing = least !== null && most !== null && low <= least && high >= most;
  return saysNothing || low > high ? null : [low, high];
}
