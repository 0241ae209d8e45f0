import { useMemo } from 'react';
import type { ScoreGroup } from '../../api/scores';
import { Chart } from '../../components/charts/Chart';
import type { ChartOption } from '../../components/charts/chartOption';
import { cumulative } from '../../components/charts/histogramBins';
import { markLine, type Threshold } from '../../components/charts/timeSeries';
import { decimal, percent } from '../../lib/numbers';

/** The share of requests or sessions with at most a given value. */
export function CumulativeChart({
  name,
  edges,
  histogram,
  threshold,
}: {
  name: string;
  edges: number[];
  histogram: ScoreGroup['histogram'];
  threshold: Threshold | undefined;
}) {
  const points = useMemo(() => {
    const { counts, below, above } = histogram ?? { counts: [], below: 0, above: 0 };
    return cumulative(counts, below, above).map((share, index) => [edges[index]!, share] as const);
  }, [edges, histogram]);
  const option = useMemo(() => cumulativeOption(points, threshold), [points, threshold]);
  const table = () => ({
    columns: ['Value', 'Share at or below'],
    rows: points.map(([value, share]) => [decimal(value), percent(share)]),
  });
  return <Chart label={`Cumulative distribution of ${name}`} option={option} table={table} />;
}

function cumulativeOption(
  points: (readonly [number, number])[],
  threshold: Threshold | undefined,
): ChartOption {
  return {
    grid: { left: 8, right: 16, top: 12, bottom: 8, outerBoundsMode: 'same' },
    xAxis: {
      type: 'value',
      min: points[0]?.[0],
      max: points.at(-1)?.[0],
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { formatter: (share: number) => percent(share) },
    },
    tooltip: {
      formatter: ([at]: { value: [number, number] }[]) =>
        `${percent(at!.value[1])} at or below ${decimal(at!.value[0])}`,
    },
    series: [
      { type: 'line', data: points, showSymbol: false, lineStyle: { width: 1.8 } },
      ...(threshold ? [markLine([{ at: threshold.value, label: threshold.label }])] : []),
    ],
  };
}
