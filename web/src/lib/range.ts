/** The time range of a page: one text in the URL, "7d" or "2026-11-01T00:00:00.000Z..2026-11-02T00:00:00.000Z". */

export const PRESETS = {
  '1h': { label: 'Last hour', hours: 1 },
  '24h': { label: 'Last 24 hours', hours: 24 },
  '7d': { label: 'Last 7 days', hours: 7 * 24 },
  '30d': { label: 'Last 30 days', hours: 30 * 24 },
  '90d': { label: 'Last 90 days', hours: 90 * 24 },
  '1y': { label: 'Last year', hours: 365 * 24 },
} as const;

export type Preset = keyof typeof PRESETS;
export const DEFAULT_RANGE = '7d' satisfies Preset;

export interface Bounds {
  start: Date;
  end: Date;
}

export function isPreset(text: string): text is Preset {
  return Object.hasOwn(PRESETS, text);
}

/** Both ends of an absolute range; null for anything else. */
export function parseAbsolute(text: string): Bounds | null {
  const [start, end, ...more] = text.split('..').map(part => new Date(part));
  if (!start || !end || more.length || !(start.getTime() < end.getTime())) return null;
  return { start, end };
}

export const formatAbsolute = ({ start, end }: Bounds) =>
  `${start.toISOString()}..${end.toISOString()}`;

/** The range of the same length that ends where this one starts. */
export const previousRange = ({ start, end }: Bounds): Bounds => ({
  start: new Date(2 * start.getTime() - end.getTime()),
  end: start,
});

/** Reads a range from the URL; undefined, which means the default range, if it is not valid. */
export function readRange(value: unknown): string | undefined {
  return typeof value === 'string' && (isPreset(value) || parseAbsolute(value)) ? value : undefined;
}

export function resolveRange(range: string | undefined, now: Date): Bounds {
  const chosen = range ?? DEFAULT_RANGE;
  if (!isPreset(chosen)) return parseAbsolute(chosen) ?? resolveRange(DEFAULT_RANGE, now);
  return { start: new Date(now.getTime() - PRESETS[chosen].hours * 3_600_000), end: now };
}

export type BucketUnit = 'hour' | 'day' | 'week' | 'month';

/** The bucket that divides a range into some 24 to 200 points. */
export function bucketUnit({ start, end }: Bounds): BucketUnit {
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  return days <= 8 ? 'hour' : days <= 200 ? 'day' : days <= 1_000 ? 'week' : 'month';
}

/** A wider bucket, for means of scores: some 7 to 60 points. */
export function wideBucketUnit({ start, end }: Bounds): 'hour' | 'day' | 'week' {
  const days = (end.getTime() - start.getTime()) / 86_400_000;
  return days <= 2 ? 'hour' : days <= 60 ? 'day' : 'week';
}
