/** Periods of time in few words: "last 7 days", "the 7 days before", "Nov 7 – 20", "Nov 7 09:00 – 14:30". */

import { clockTime, shortDay, shortTime } from './times';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NEAR = 0.1; // of the length: a period that ends so near to now is the last one

/** From the day of the start to the day of the end, or with times where both are on one day. */
export function periodName(start: Date, end: Date, now = new Date()): string {
  const [from, to] = [shortDay(start, undefined, now), shortDay(end, undefined, now)];
  if (from === to) return `${shortTime(start, undefined, now)} – ${clockTime(end).slice(0, 5)}`;
  const month = from.split(' ')[0]!;
  return `${from} – ${to.startsWith(`${month} `) ? to.slice(month.length + 1) : to}`;
}

/** Two periods that are compared: by their length where the second is the last one and the first is right before it. */
export function periodNames(
  first: { start: Date; end: Date },
  second: { start: Date; end: Date },
  now = new Date(),
): [string, string] {
  const length = second.end.getTime() - second.start.getTime();
  const isLast = Math.abs(now.getTime() - second.end.getTime()) <= NEAR * length;
  const isBefore =
    Math.abs(first.end.getTime() - second.start.getTime()) <= NEAR * length &&
    Math.abs(first.end.getTime() - first.start.getTime() - length) <= NEAR * length;
  const words = lengthName(length);
  const last = isLast && words ? `last ${words}` : periodName(second.start, second.end, now);
  const before =
    isBefore && words ? `the ${words} before` : periodName(first.start, first.end, now);
  return [before, last];
}

/** "7 days", "24 hours", "90 minutes"; null if it is no round number of them. */
function lengthName(length: number): string | null {
  for (const [unit, name] of [
    [DAY, 'day'],
    [HOUR, 'hour'],
    [MINUTE, 'minute'],
  ] as const) {
    const count = Math.round(length / unit);
    if (count >= 1 && Math.abs(length - count * unit) <= 0.01 * length)
      return count === 1 ? name : `${count} ${name}s`;
  }
  return null;
}
