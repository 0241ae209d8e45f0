/** The position of a value between two ends: 0 to 1, clamped. The middle if both ends are equal. */
export function position(value: number, low: number, high: number): number {
  if (!(high > low)) return 0.5;
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** The ends that enclose all values, with a small margin; null if no value is known. */
export function extent(values: readonly (number | null | undefined)[]): [number, number] | null {
  const known = values.filter(value => typeof value === 'number' && Number.isFinite(value));
  if (!known.length) return null;
  const low = known.reduce((a, b) => Math.min(a!, b!))!;
  const high = known.reduce((a, b) => Math.max(a!, b!))!;
  const margin = (high - low || Math.abs(high) || 1) * 0.05;
  return [low - margin, high + margin];
}
