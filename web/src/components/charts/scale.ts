/** Where a value lies between two ends: 0 to 1, cut off there. All on one point: the middle. */
export function position(value: number, low: number, high: number): number {
  if (!(high > low)) return 0.5;
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** The ends that take in all values, with a little room; null where there is none. */
export function extent(values: readonly (number | null | undefined)[]): [number, number] | null {
  const known = values.filter(value => typeof value === 'number' && Number.isFinite(value));
  if (!known.length) return null;
  const low = known.reduce((a, b) => Math.min(a!, b!))!;
  const high = known.reduce((a, b) => Math.max(a!, b!))!;
  const room = (high - low || Math.abs(high) || 1) * 0.05;
  return [low - room, high + room];
}
