/** Numbers as the viewer's locale writes them. null and undefined are "–": not known. */

export const UNKNOWN = '–';
type Known = number | null | undefined;

function format(value: Known, options: Intl.NumberFormatOptions, locale?: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNKNOWN;
  return formatter(options, locale).format(value);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making one takes longer than all else that a cell of a table needs. */
function formatter(options: Intl.NumberFormatOptions, locale?: string): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

export const count = (value: Known, locale?: string) =>
  format(value, { maximumFractionDigits: 0 }, locale);

/** 12,345 → 12K, for axes and tiles. */
export const compact = (value: Known, locale?: string) =>
  format(value, { notation: 'compact', maximumSignificantDigits: 3 }, locale);

export const decimal = (value: Known, locale?: string) =>
  format(value, { maximumSignificantDigits: 4 }, locale);

/** 0.031 → 3.1 % */
export const percent = (share: Known, locale?: string) =>
  format(share, { style: 'percent', maximumFractionDigits: 1 }, locale);

/** USD; fractions of a cent keep two digits that say something. */
export function cost(usd: Known, locale?: string): string {
  const small = typeof usd === 'number' && usd !== 0 && Math.abs(usd) < 0.01;
  const digits: Intl.NumberFormatOptions = small
    ? { maximumSignificantDigits: 2 }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return format(usd, { style: 'currency', currency: 'USD', ...digits }, locale);
}

const UNITS: [below: number, per: number, unit: string][] = [
  [1_000, 1, 'millisecond'],
  [120_000, 1_000, 'second'],
  [7_200_000, 60_000, 'minute'],
  [Infinity, 3_600_000, 'hour'],
];

export function duration(ms: Known, locale?: string): string {
  if (ms === null || ms === undefined) return UNKNOWN;
  const [, per, unit] = UNITS.find(([below]) => Math.abs(ms) < below)!;
  return format(
    ms / per,
    { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 },
    locale,
  );
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

export function size(bytes: Known, locale?: string): string {
  if (bytes === null || bytes === undefined) return UNKNOWN;
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), SIZES.length - 1);
  return format(
    bytes / 1000 ** step,
    { style: 'unit', unit: SIZES[step], unitDisplay: 'short', maximumSignificantDigits: 3 },
    locale,
  );
}

/** "92.1 [91.0, 93.2]"; without an interval the value alone. */
export function withInterval(value: Known, low: Known, high: Known, locale?: string): string {
  const alone = decimal(value, locale);
  if (typeof low !== 'number' || typeof high !== 'number') return alone;
  return `${alone} [${decimal(low, locale)}, ${decimal(high, locale)}]`;
}
