import { expect, test } from 'vitest';
import { cumulative, niceEdges, shares } from './histogramBins';

test('edges are round numbers, enclose both ends and are not too many', () => {
  expect(niceEdges(0, 1, 10)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  expect(niceEdges(61.2, 98.7, 10)).toEqual([60, 65, 70, 75, 80, 85, 90, 95, 100]);
  expect(niceEdges(-3, 4, 4)).toEqual([-4, -2, 0, 2, 4]);
  for (const [low, high] of [
    [5, 5],
    [0, 0],
    [-1, -1],
    [1e-9, 2e-9],
    [-1e15, 1e15],
  ] as const) {
    const edges = niceEdges(low, high, 20);
    expect(edges[0]).toBeLessThanOrEqual(low);
    expect(edges.at(-1)).toBeGreaterThanOrEqual(high);
    expect(edges.length).toBeLessThanOrEqual(23);
    expect(new Set(edges).size).toBe(edges.length);
  }
});

test('counts become shares', () => {
  expect(shares([1, 3])).toEqual([0.25, 0.75]);
  expect(shares([0, 0])).toEqual([0, 0]);
  expect(cumulative([1, 1, 2])).toEqual([0, 0.25, 0.5, 1]);
  expect(cumulative([2], 1, 1)).toEqual([0.25, 0.75]);
});
