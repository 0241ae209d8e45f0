/** Histograms: edges, and what of them is drawn. */

const STEPS = [1, 2, 2.5, 5, 10];

/** Edges of one width with few digits, from below the low end to above the high one; at most `bins` bins and one. */
export function niceEdges(low: number, high: number, bins: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / bins));
  const step = STEPS.map(each => each * power).find(each => span / each <= bins) ?? 10 * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step));
}

/** 0.30000000000000004 → 0.3 */
const tidy = (value: number) => Number(value.toPrecision(12));

/** Counts → shares of their sum, so that groups of different sizes can be laid over each other. */
export function shares(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, each) => sum + each, 0);
  return counts.map(each => (all ? each / all : 0));
}

/** The share of values at or below each edge. */
export function cumulative(counts: readonly number[], below = 0, above = 0): number[] {
  const all = counts.reduce((sum, each) => sum + each, below + above);
  let sum = below;
  return [sum, ...counts.map(each => (sum += each))].map(each => (all ? each / all : 0));
}
