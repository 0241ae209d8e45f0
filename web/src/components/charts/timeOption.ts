import { localTime, utcTime } from '../../lib/times';
import type { ChartOption } from './chartOption';
import { plainText } from './plainText';

export interface Point {
  at: number; // milliseconds since 1970: the start of its bucket
  value: number | null;
  low?: number | null; // of its 95 % interval
  high?: number | null;
  n?: number;
}

export interface ValueChart {
  name: string;
  points: Point[];
  isBar?: boolean; // stacked on each other
  isError?: boolean; // drawn in red
}

type Format = (value: number | null) => string;

/** Values over time as lines with their intervals, or as bars. */
export function timeOption(
  lines: ValueChart[],
  format: Format,
  from?: Date,
  to?: Date,
): ChartOption {
  const bars = lines.some(line => line.isBar);
  return {
    grid: {
      left: 8,
      right: 12,
      top: lines.length > 1 ? 32 : 12,
      bottom: 8,
      outerBoundsMode: 'same',
    },
    legend: {
      show: lines.length > 1,
      type: 'scroll',
      itemHeight: 10,
      data: lines.map(l => l.name),
    },
    xAxis: {
      type: 'time',
      min: from?.getTime(),
      max: to?.getTime(),
      axisLabel: { hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: !bars,
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => format(value) },
    },
    tooltip: {
      formatter: (at: { value: [number] }[]) => tooltipText(at[0]!.value[0], lines, format),
    },
    series: lines.flatMap((line): object[] =>
      line.isBar ? [bar(line)] : [curve(line), band(line)],
    ),
  };
}

const curve = ({ name, points }: ValueChart) => ({
  name,
  type: 'line',
  data: points.map(({ at, value }) => [at, value]),
  showSymbol: points.length < 60,
  symbolSize: 5,
  lineStyle: { width: 1.8 },
});

const bar = ({ name, points, isError }: ValueChart) => ({
  name,
  type: 'bar',
  stack: 'all',
  barMaxWidth: 28,
  barCategoryGap: '10%',
  itemStyle: isError ? { color: '#e03131' } : undefined,
  data: points.map(({ at, value }) => [at, value]),
});

interface DrawingApi {
  value: (dimension: number, index?: number) => number;
  coord: (place: [number, number]) => [number, number];
  visual: (name: 'color') => string;
}

/** Intervals as a band between neighbours and a line at each point, so that one that stands alone is seen too. */
function band({ name, points }: ValueChart) {
  const data = points
    .filter(({ low, high }) => typeof low === 'number' && typeof high === 'number')
    .map(({ at, low, high }) => [at, low, high]);
  return {
    name, // the line's: by it they have one colour, and one entry in the legend
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data,
    encode: { x: 0, y: [1, 2] },
    renderItem: ({ dataIndex }: { dataIndex: number }, drawing: DrawingApi) => {
      const ends = (index: number) => {
        const [at, low, high] = data[index] as [number, number, number];
        return [drawing.coord([at, low]), drawing.coord([at, high])] as const;
      };
      const [low, high] = ends(dataIndex);
      const colour = drawing.visual('color');
      const before = dataIndex > 0 ? ends(dataIndex - 1) : null;
      const children: object[] = [
        {
          type: 'line',
          shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
          style: { stroke: colour, opacity: 0.45, lineWidth: 1 },
        },
      ];
      if (before) {
        children.push({
          type: 'polygon',
          shape: { points: [before[0], before[1], high, low] },
          style: { fill: colour, opacity: 0.16 },
        });
      }
      return { type: 'group', children };
    },
  };
}

/** The moment in the viewer's zone and in UTC, and the values of all lines there. */
function tooltipText(at: number, lines: ValueChart[], shown: Format): string {
  const moment = new Date(at);
  const values = lines.map(({ name, points }) => {
    const point = points.find(each => each.at === at);
    return point && `${plainText(name)}: ${formatPoint(point, shown)}`;
  });
  return [
    localTime(moment),
    utcTime(moment).replace(/:00\.000/, ''),
    ...values.filter(Boolean),
  ].join('\n');
}

/** "92.1 [91.0, 93.2], n 40" */
export function formatPoint({ value, low, high, n }: Point, shown: Format): string {
  const known = typeof low === 'number' && typeof high === 'number';
  const interval = known ? ` [${shown(low)}, ${shown(high)}]` : '';
  return `${shown(value)}${interval}${n === undefined ? '' : `, n ${n}`}`;
}
