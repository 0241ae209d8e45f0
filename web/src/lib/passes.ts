/** Whether the value of a score passes the threshold of its definition. Pure. */

export interface Threshold {
  direction: 'higher' | 'lower' | null; // which is better; null: higher
  pass_threshold: number | null; // the worst value that passes
}

/** Null: there is no threshold, or the value is no number. */
export function passes(definition: Threshold | undefined, value: unknown): boolean | null {
  const threshold = definition?.pass_threshold;
  if (typeof threshold !== 'number' || typeof value !== 'number') return null;
  return definition?.direction === 'lower' ? value <= threshold : value >= threshold;
}

/** "passes from 0.7" */
export function thresholdText(definition: Threshold | undefined): string {
  const threshold = definition?.pass_threshold;
  if (typeof threshold !== 'number') return '';
  return `passes ${definition?.direction === 'lower' ? 'up to' : 'from'} ${threshold}`;
}
