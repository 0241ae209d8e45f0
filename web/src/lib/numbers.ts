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

/** A number with exactly so many decimals: what stands in one column has the same. */
export const fixed = (value: MaybeNumber, digits: number, locale?: string) =>
  format(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }, locale);

/** 0.9512, 1 → 95.1% */
export const fixedPercent = (share: MaybeNumber, digits: number, locale?: string) =>
  format(
    share,
    { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits },
    locale,
  );

const DOLLARS: Intl.NumberFormatOptions = {
  style: 'currency',
  currency: 'USD',
  currencyDisplay: 'narrowSymbol',
};

/** US dollars; fractions of a cent keep two significant digits. */
export function cost(usd: MaybeNumber, locale?: string): string {
  const small = typeof usd === 'number' && usd !== 0 && Math.abs(usd) < 0.01;
  const digits: Intl.NumberFormatOptions = small
    ? { maximumSignificantDigits: 2 }
    : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return format(usd, { ...DOLLARS, ...digits }, locale);
}

const MAX_COST_DIGITS = 5;

/** Costs that stand in one column, all with the same decimals: two significant digits of the usual one. What is less
 * than the last of them is "<$0.01". */
export function costsOf(column: readonly MaybeNumber[], locale?: string) {
  const usual = median(column.map(usd => Math.abs(usd ?? 0)).filter(usd => usd > 0)) ?? 1;
  const digits = Math.min(Math.max(2, 1 - Math.floor(Math.log10(usual))), MAX_COST_DIGITS);
  const options = { ...DOLLARS, minimumFractionDigits: digits, maximumFractionDigits: digits };
  const least = 10 ** -digits;
  return (usd: MaybeNumber): string =>
    typeof usd === 'number' && usd > 0 && usd < least / 2
      ? `<${format(least, options, locale)}`
      : format(usd, options, locale);
}

export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

const UNITS: [below: number, per: number, unit: string][] = [
  [1_000, 1, 'ms'],
  [120_000, 1_000, 's'],
  [7_200_000, 60_000, 'min'],
  [Infinity, 3_600_000, 'h'],
];

export function duration(ms: MaybeNumber, locale?: string): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  const [, per, unit] = unitOf(ms);
  return `${format(ms / per, significant(per), locale)} ${unit}`;
}

/** As ticks of an axis, which are round: 2 s, 1.5 s */
export function tickDuration(ms: MaybeNumber, locale?: string): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return UNKNOWN;
  const [, per, unit] = unitOf(ms);
  return `${format(ms / per, { maximumSignificantDigits: 3 }, locale)} ${unit}`;
}

/** An interval of durations in the unit of its middle: 2310, [2100, 2600] → "2.31 s [2.10, 2.60]" */
export function durationWithin(ms: number, low: number, high: number, locale?: string): string {
  const [, per] = unitOf(ms);
  const write = (end: number) => format(end / per, significant(per), locale);
  return `${duration(ms, locale)} [${write(low)}, ${write(high)}]`;
}

const unitOf = (ms: number) => UNITS.find(([below]) => Math.abs(ms) < below)!;

/** Three digits: 1.40 s below 1.48 s, but 4 ms. */
const significant = (per: number): Intl.NumberFormatOptions => ({
  minimumSignificantDigits: per === 1 ? 1 : 3,
  maximumSignificantDigits: 3,
});

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

export function size(bytes: MaybeNumber, locale?: string): string {
  if (bytes === null || bytes === undefined || !Number.isFinite(bytes)) return UNKNOWN;
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), SIZES.length - 1);
  return `${format(bytes / 1000 ** step, { maximumSignificantDigits: 3 }, locale)} ${SIZES[step]}`;
}
