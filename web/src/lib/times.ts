/** Timestamps in the viewer's time zone and locale, and in UTC. */

export function localTime(time: Date, timeZone?: string, locale?: string): string {
  return formatter(timeZone, locale).format(time);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are kept: creating one takes longer than everything else that a table cell needs. */
function formatter(timeZone?: string, locale?: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const created = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone,
  });
  formatters.set(key, created);
  return created;
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
