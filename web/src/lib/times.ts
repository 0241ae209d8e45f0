/** Moments as the viewer's zone and locale write them, and in UTC beside. */

export function localTime(moment: Date, zone?: string, locale?: string): string {
  return formatter(zone, locale).format(moment);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all else that a cell of a table needs. */
function formatter(timeZone?: string, locale?: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone,
  });
  formatters.set(key, made);
  return made;
}

/** 2026-11-23 08:05:01.250 UTC */
export function utcTime(moment: Date): string {
  return `${moment.toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

const STEPS: [below: number, per: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, 1, 'second'],
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [Infinity, 86_400, 'day'],
];

/** "3 minutes ago" */
export function ago(moment: Date, now: Date, locale?: string): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const [, per, unit] = STEPS.find(([below]) => Math.abs(seconds) < below)!;
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
    Math.round(seconds / per),
    unit,
  );
}

let asked: { offset: number; zone: string } | undefined;

/** IANA, for questions by hour or day. */
export function localTimeZone(): string {
  // Asking takes milliseconds, and who travels is somewhere with another offset.
  const offset = timeZoneOffset();
  if (asked?.offset !== offset)
    asked = { offset, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  return asked.zone;
}

/** Minutes, positive west of UTC, as Helicone's questions over time take them. */
export const timeZoneOffset = () => new Date().getTimezoneOffset();
