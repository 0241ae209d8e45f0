/** Which values pass, by the definition of a score. */

interface Thresholds {
  pass_threshold: number | null;
  direction: 'higher' | 'lower' | null;
}

/** Whether the value fails; false also where nothing says what passes. */
export function fails(definition: Thresholds | undefined, value: number | null | undefined) {
  const threshold = definition?.pass_threshold ?? null;
  if (threshold === null || value === null || value === undefined) return false;
  return definition?.direction === 'lower' ? value > threshold : value < threshold;
}
