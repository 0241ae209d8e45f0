/** Timestamps in the viewer's time zone, in one short form for all locales, and in UTC: `Nov 28 09:00`, with the year only
 * where it is not the present one. */

interface Parts {
  year: string;
  month: string; // Nov
  day: string;
  weekday: string; // Sat
  hour: string;
  minute: string;
  second: string;
}

const OPTIONS: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
};

/** Formatters are kept: creating one takes longer than everything else that a table cell needs. */
const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

function partsOf(time: Date, timeZone?: string): Parts {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', { ...OPTIONS, timeZone });
    formatters.set(timeZone, formatter);
  }
  const parts = formatter.formatToParts(time).map(({ type, value }) => [type, value]);
  return Object.fromEntries(parts) as Parts;
}

/** Nov 28, or Nov 28 2025 in another year than `now`. */
export function shortDay(time: Date, timeZone?: string, now = new Date()): string {
  const { year, month, day } = partsOf(time, timeZone);
  const isPresent = year === partsOf(now, timeZone).year;
  return isPresent ? `${month} ${day}` : `${month} ${day} ${year}`;
}

/** Sat Nov 28 */
export const weekday = (time: Date, timeZone?: string, now?: Date): string =>
  `${partsOf(time, timeZone).weekday} ${shortDay(time, timeZone, now)}`;

/** 09:59:35 */
export function clockTime(time: Date, timeZone?: string): string {
  const { hour, minute, second } = partsOf(time, timeZone);
  return `${hour}:${minute}:${second}`;
}

/** Nov 28 09:00 */
export function shortTime(time: Date, timeZone?: string, now?: Date): string {
  return `${shortDay(time, timeZone, now)} ${clockTime(time, timeZone).slice(0, 5)}`;
}

/** Nov 28 09:00:05 */
export function localTime(time: Date, timeZone?: string, now?: Date): string {
  return `${shortDay(time, timeZone, now)} ${clockTime(time, timeZone)}`;
}

/** The heading of a day in a list: Saturday, November 28. */
export function dayHeading(time: Date, timeZone?: string, now = new Date()): string {
  const isPresent = partsOf(time, timeZone).year === partsOf(now, timeZone).year;
  const year = isPresent ? undefined : ('numeric' as const);
  const day = { weekday: 'long', month: 'long', day: 'numeric' } as const;
  return new Intl.DateTimeFormat('en-US', { ...day, year, timeZone }).format(time);
}

export type TimeUnit = 'hour' | 'day' | 'week' | 'month';

/** A bucket of a chart by its start: `Sat Nov 28 09:00`, `Sat Nov 28`, `Week of Nov 23`, `Nov 2026`. */
export function bucketTime(start: Date, unit: TimeUnit, timeZone?: string, now?: Date): string {
  const { month, year } = partsOf(start, timeZone);
  if (unit === 'month') return `${month} ${year}`;
  if (unit === 'week') return `Week of ${shortDay(start, timeZone, now)}`;
  const day = weekday(start, timeZone, now);
  return unit === 'day' ? day : `${day} ${clockTime(start, timeZone).slice(0, 5)}`;
}

/** 2026-11-23 08:05:01.250 UTC */
export function utcTime(time: Date): string {
  return `${time.toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

let cached: { offset: number; zone: string } | undefined;

/** The viewer's IANA time zone, for queries by hour or day. */
export function localTimeZone(): string {
  // Reading the zone takes milliseconds. When a traveller's zone changes, the offset changes too.
  const offset = timeZoneOffset();
  if (cached?.offset !== offset)
    cached = { offset, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  return cached.zone;
}

/** Minutes, positive west of UTC, as the Helicone-compatible endpoints expect it. */
export const timeZoneOffset = () => new Date().getTimezoneOffset();

/** 2026-11-28T09:00:05: the value of the browser's field for a time, in the viewer's time zone. `new Date` reads it. */
export function fieldTime(time: Date): string {
  const asUtc = new Date(time.getTime() - time.getTimezoneOffset() * 60_000);
  return asUtc.toISOString().slice(0, 19);
}
