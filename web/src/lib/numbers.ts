/** Numbers in the viewer's locale. null and undefined mean "not known" and become "–". */

export const UNKNOWN = '–';
type MaybeNumber = number | null | undefined;

function format(value: MaybeNumber, options: Intl.NumberFormatOptions, locale?: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNKNOWN;
  return formatter(options, locale).format(value);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Formatters are kept: creating one takes longer than everything else that a table cell needs. */
function formatter(options: Intl.NumberFormatOptions, locale?: string): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const known = formatters.get(key);
  if (known) return known;
  const created = new Intl.NumberFormat(locale, options);
  formatters.set(key, created);
  return created;
}

export const count = (value: MaybeNumber, locale?: string) =>
  format(value, { maximumFractionDigits: 0 }, locale);

/** 12,345 → 12K, for axes and tiles. */
export const compact = (value: MaybeNumber, locale?: string) =>
  format(value, { notation: 'compact', maximumSignificantDigits: 3 }, locale);

export const decimal = (value: MaybeNumber, locale?: string) =>
  format(value, { maximumSignificantDigits: 4 }, locale);

/** 0.031 → 3.1 % */
export const percent = (share: MaybeNumber, locale?: string) =>
  format(share, { style: 'percent', maximumFractionDigits: 1 }, locale);

/** US dollars; fractions of a cent keep two significant digits. */
export function cost(usd: MaybeNumber, locale?: string): string {
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

export function duration(ms: MaybeNumber, locale?: string): string {
  if (ms === null || ms === undefined) return UNKNOWN;
  const [, per, unit] = UNITS.find(([below]) => Math.abs(ms) < below)!;
  return format(
    ms / per,
    { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 },
    locale,
  );
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

export function size(bytes: MaybeNumber, locale?: string): string {
  if (bytes === null || bytes === undefined) return UNKNOWN;
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), SIZES.length - 1);
  return format(
    bytes / 1000 ** step,
    { style: 'unit', unit: SIZES[step], unitDisplay: 'short', maximumSignificantDigits: 3 },
    locale,
  );
}
