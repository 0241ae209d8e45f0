/** The buckets of time that the points of a chart stand for. */

import type { TimeUnit } from '../../lib/times';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** By the smallest distance of two points; a lone point is a day if it is at midnight. */
export function unitOf(times: readonly number[]): TimeUnit {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((at, index) => at - sorted[index]!);
  const step = Math.min(...steps);
  if (!steps.length) return new Date(sorted[0] ?? 0).getHours() === 0 ? 'day' : 'hour';
  if (step < 23 * HOUR_MS) return 'hour';
  return step < 6 * DAY_MS ? 'day' : step < 27 * DAY_MS ? 'week' : 'month';
}

/** The end of the bucket that begins at `start`, in the viewer's time zone. */
export function endOf(start: number, unit: TimeUnit): number {
  if (unit === 'hour') return start + HOUR_MS;
  const end = new Date(start);
  if (unit === 'month') end.setMonth(end.getMonth() + 1);
  else end.setDate(end.getDate() + (unit === 'day' ? 1 : 7));
  return end.getTime();
}

/** Whether a bucket reaches beyond the end of the range: it is not over, and less has happened in it than will have. */
export const isRunning = (start: number, unit: TimeUnit, to: Date | undefined) =>
  to !== undefined && endOf(start, unit) > to.getTime();

/** The start of the bucket, among those of the points, in which a time lies. */
export function bucketAt(times: readonly number[], at: number, unit: TimeUnit): number | null {
  const start = times.findLast(each => each <= at);
  return start !== undefined && at < endOf(start, unit) ? start : null;
}

const HOUR_STEPS = [1, 2, 3, 6, 12];
const DAY_STEPS = [1, 2, 3, 4, 5, 7, 10, 14, 28, 61, 91, 182, 365];

/** At most `count` times with equal distances between two ends, at full hours or at midnight of the viewer's time zone. */
export function ticks(from: Date, to: Date, count: number): number[] {
  const hours = (to.getTime() - from.getTime()) / HOUR_MS;
  const step = HOUR_STEPS.find(each => hours / each <= count);
  const first = new Date(from);
  first.setHours(step ? Math.ceil(first.getHours() / step) * step : 0, 0, 0, 0);
  const days = DAY_STEPS.find(each => hours / 24 / each <= count) ?? Math.ceil(hours / 24 / count);
  const found: number[] = [];
  for (let at = first; at <= to;) {
    if (at >= from) found.push(at.getTime());
    const next = new Date(at);
    if (step) next.setHours(next.getHours() + step);
    else next.setDate(next.getDate() + (at < from ? 1 : days));
    at = next;
  }
  return found;
}
