import { useMemo } from 'react';
import { count, decimal, percent } from '../../lib/numbers';
import { Chart } from './Chart';
import type { ChartOption } from './chartOption';
import { shares } from './histogramBins';
import { plainText } from './plainText';
import { markLine, type Threshold } from './timeSeries';

export interface HistogramGroup {
  name: string;
  counts: number[]; // one between each two edges
}

/** How often each range of values occurs. Several groups are drawn over each other, each as shares of its own total.
 * Memoize `edges` and `groups`. */
export function Histogram({
  label,
  edges,
  groups,
  threshold,
  height,
}: {
  label: string;
  edges: number[];
  groups: HistogramGroup[];
  threshold?: Threshold; // a value from which something passes
  height?: number;
}) {
  const option = useMemo(
    () => histogramOption(edges, groups, threshold),
    [edges, groups, threshold],
  );
  const table = () => ({
    columns: ['From', 'To', ...groups.map(({ name }) => name)],
    rows: edges
      .slice(0, -1)
      .map((edge, bin) => [
        decimal(edge),
        decimal(edges[bin + 1]),
        ...groups.map(group => formatBin(group, bin)),
      ]),
  });
  return <Chart label={label} option={option} table={table} height={height} />;
}

const formatBin = ({ counts }: HistogramGroup, bin: number) =>
  `${count(counts[bin])} (${percent(shares(counts)[bin])})`;

interface DrawingApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
  visual: (name: 'color') => string;
}

function histogramOption(
  edges: number[],
  groups: HistogramGroup[],
  threshold: Threshold | undefined,
): ChartOption {
  const overlaid = groups.length > 1;
  return {
    grid: { left: 8, right: 16, top: overlaid ? 32 : 12, bottom: 8, outerBoundsMode: 'same' },
    legend: { show: overlaid, itemHeight: 10 },
    xAxis: { type: 'value', min: edges[0], max: edges.at(-1), splitLine: { show: false } },
    yAxis: {
      type: 'value',
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => (overlaid ? percent(value) : count(value)) },
    },
    tooltip: {
      formatter: (points: { dataIndex: number }[]) =>
        tooltipText(edges, groups, points[0]!.dataIndex),
    },
    series: [...groups.map(bars), ...(threshold ? [thresholdLine(threshold)] : [])],
  };

  function bars({ name, counts }: HistogramGroup): object {
    return {
      name,
      type: 'custom',
      data: (overlaid ? shares(counts) : counts).map((height, bin) => [
        (edges[bin]! + edges[bin + 1]!) / 2,
        height,
        edges[bin],
        edges[bin + 1],
      ]),
      encode: { x: 0, y: 1 },
      renderItem: (_: unknown, drawing: DrawingApi) => {
        const [left, top] = drawing.coord([drawing.value(2), drawing.value(1)]);
        const [right, bottom] = drawing.coord([drawing.value(3), 0]);
        const shape = { x: left + 0.5, y: top, width: right - left - 1, height: bottom - top };
        const colour = drawing.visual('color');
        const style = { fill: colour, opacity: overlaid ? 0.45 : 0.85 };
        return { type: 'rect', shape, style };
      },
    };
  }
}

const thresholdLine = ({ value, label }: Threshold) => markLine([{ at: value, label }]);

function tooltipText(edges: number[], groups: HistogramGroup[], bin: number): string {
  const bounds = `${decimal(edges[bin])} to ${decimal(edges[bin + 1])}`;
  return [
    bounds,
    ...groups.map(group => `${plainText(group.name)}: ${formatBin(group, bin)}`),
  ].join('\n');
}
