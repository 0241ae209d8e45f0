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

export interface Series {
  name: string;
  points: Point[];
  isBar?: boolean; // stacked on each other
  isError?: boolean; // drawn in red
}

type Format = (value: number | null) => string;

/** Values over time as lines with their intervals, or as bars. */
export function timeOption(series: Series[], format: Format, from?: Date, to?: Date): ChartOption {
  const hasBars = series.some(each => each.isBar);
  return {
    grid: {
      left: 8,
      right: 12,
      top: series.length > 1 ? 32 : 12,
      bottom: 8,
      outerBoundsMode: 'same',
    },
    legend: {
      show: series.length > 1,
      type: 'scroll',
      itemHeight: 10,
      data: series.map(({ name }) => name),
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
      scale: !hasBars,
      splitNumber: 3,
      axisLabel: { formatter: (value: number) => format(value) },
    },
    tooltip: {
      formatter: (at: { value: [number] }[]) => tooltipText(at[0]!.value[0], series, format),
    },
    series: series.flatMap((each): object[] =>
      each.isBar ? [bar(each)] : [line(each), band(each)],
    ),
  };
}

const line = ({ name, points }: Series) => ({
  name,
  type: 'line',
  data: points.map(({ at, value }) => [at, value]),
  showSymbol: points.length < 60,
  symbolSize: 5,
  lineStyle: { width: 1.8 },
});

const bar = ({ name, points, isError }: Series) => ({
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
  coord: (point: [number, number]) => [number, number];
  visual: (name: 'color') => string;
}

/** Intervals as a band between neighbouring points, and as a line at each point, which makes a lone point visible. */
function band({ name, points }: Series) {
  const data = points
    .filter(({ low, high }) => typeof low === 'number' && typeof high === 'number')
    .map(({ at, low, high }) => [at, low, high]);
  return {
    name, // the same as the line's: they share a colour and an entry in the legend
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data,
    encode: { x: 0, y: [1, 2] },
    renderItem: ({ dataIndex }: { dataIndex: number }, drawing: DrawingApi) => {
      const endsAt = (index: number) => {
        const [at, low, high] = data[index] as [number, number, number];
        return [drawing.coord([at, low]), drawing.coord([at, high])] as const;
      };
      const [low, high] = endsAt(dataIndex);
      const colour = drawing.visual('color');
      const previous = dataIndex > 0 ? endsAt(dataIndex - 1) : null;
      const children: object[] = [
        {
          type: 'line',
          shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
          style: { stroke: colour, opacity: 0.45, lineWidth: 1 },
        },
      ];
      if (previous) {
        children.push({
          type: 'polygon',
          shape: { points: [previous[0], previous[1], high, low] },
          style: { fill: colour, opacity: 0.16 },
        });
      }
      return { type: 'group', children };
    },
  };
}

/** The time in the viewer's zone and in UTC, and the values of all series at that time. */
function tooltipText(at: number, series: Series[], format: Format): string {
  const time = new Date(at);
  const values = series.map(({ name, points }) => {
    const point = points.find(each => each.at === at);
    return point && `${plainText(name)}: ${formatPoint(point, format)}`;
  });
  return [localTime(time), utcTime(time).replace(/:00\.000/, ''), ...values.filter(Boolean)].join(
    '\n',
  );
}

/** "92.1 [91.0, 93.2], n 40" */
export function formatPoint({ value, low, high, n }: Point, format: Format): string {
  const hasInterval = typeof low === 'number' && typeof high === 'number';
  const interval = hasInterval ? ` [${format(low)}, ${format(high)}]` : '';
  return `${format(value)}${interval}${n === undefined ? '' : `, n ${n}`}`;
}
