/** Edges and shares of histograms. */

const STEPS = [1, 2, 2.5, 5, 10];

/** Equally spaced edges with few digits that enclose `low` and `high`: at most `bins` + 1 bins. */
export function niceEdges(low: number, high: number, bins: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / bins));
  const step = STEPS.map(each => each * power).find(each => span / each <= bins) ?? 10 * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(Math.ceil(high / step - 1e-9), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    withoutNoise((first + index) * step),
  );
}

/** 0.30000000000000004 → 0.3 */
const withoutNoise = (value: number) => Number(value.toPrecision(12));

/** Counts as shares of their sum, which makes groups of different sizes comparable. */
export function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, each) => sum + each, 0);
  return counts.map(each => (total ? each / total : 0));
}

/** The share of values at or below each edge. `below` and `above` count the values outside all bins. */
export function cumulative(counts: readonly number[], below = 0, above = 0): number[] {
  const total = counts.reduce((sum, each) => sum + each, below + above);
  let sum = below;
  return [sum, ...counts.map(each => (sum += each))].map(each => (total ? each / total : 0));
}
