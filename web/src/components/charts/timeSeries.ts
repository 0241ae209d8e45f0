/** The series of a chart over time, as ECharts draws them. */

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
  tone?: 'a' | 'b' | 'accent' | 'ink' | 'bad'; // a colour with a meaning; by default, one of the palette
}

/** A time at which something began, such as the first call of a new prompt. */
export interface Mark {
  at: number; // milliseconds since 1970
  label: string;
}

export interface Threshold {
  value: number;
  label: string; // passes from 0.7
}

type IsRunning = (at: number) => boolean;

const PALETTE = ['a', 'b', 'series-3', 'series-4', 'series-5', 'series-6', 'series-7', 'series-8'];
const INKS = ['ink', 'ink-2'];

/** One line alone has the accent, several have a palette; bars are merely counted, and calm. */
function colour({ tone, isError, isBar }: Series, index: number, of: number): string {
  const usual = isBar ? INKS[index] : of === 1 ? 'accent' : PALETTE[index % PALETTE.length];
  return `var(--g-${isError ? 'bad' : (tone ?? usual ?? 'series-3')})`;
}

/** A bar that is not over is pale and has a dashed edge. */
export function bar(series: Series, index: number, isRunning: IsRunning) {
  const color = colour(series, index, 0);
  const running = {
    color,
    opacity: 0.35,
    borderColor: color,
    borderType: 'dashed',
    borderWidth: 1,
  };
  return {
    name: series.name,
    type: 'bar',
    stack: 'all',
    barMaxWidth: 28,
    barCategoryGap: '18%',
    itemStyle: { color },
    data: series.points.map(({ at, value }) =>
      isRunning(at) ? { value: [at, value], itemStyle: running } : [at, value],
    ),
  };
}

/** A line with its intervals, dashed to the point that is not over. Of that point, the interval would often be wider than
 * all the chart: it is in the tooltip. */
export function lines(series: Series, index: number, of: number, isRunning: IsRunning): object[] {
  const { name, points } = series;
  const color = colour(series, index, of);
  const drawn = (part: Point[], more: object) => ({
    name,
    type: 'line',
    data: part.map(({ at, value }) => [at, value]),
    showSymbol: points.length < 60,
    symbol: 'circle',
    symbolSize: 4,
    itemStyle: { color },
    lineStyle: { width: 1.8, color, ...more },
  });
  const last = points.findIndex(({ at }) => isRunning(at));
  const over = last < 0 ? points : points.slice(0, last);
  const rest = last < 0 ? [] : points.slice(Math.max(0, last - 1));
  return [
    drawn(over, {}),
    ...(rest.length ? [drawn(rest, { type: 'dashed' })] : []),
    band(name, over.length ? over : points, color, of <= MOST_BANDS),
  ];
}

interface DrawingApi {
  value: (dimension: number, index?: number) => number;
  coord: (point: [number, number]) => [number, number];
  visual: (name: 'color') => string;
}

const MOST_BANDS = 2; // of more lines, nobody could tell the bands apart

/** Intervals as a band between neighbouring points, and as a line at each point, which makes a lone point visible. */
function band(name: string, points: Point[], color: string, isFilled: boolean) {
  const data = points
    .filter(({ low, high }) => typeof low === 'number' && typeof high === 'number')
    .map(({ at, low, high }) => [at, low, high]);
  return {
    name, // the same as the line's: they share an entry in the legend
    type: 'custom',
    silent: true,
    clip: true,
    z: 1,
    data,
    itemStyle: { color },
    encode: { x: 0, y: [1, 2] },
    renderItem: ({ dataIndex }: { dataIndex: number }, drawing: DrawingApi) => {
      const endsAt = (index: number) => {
        const [at, low, high] = data[index] as [number, number, number];
        return [drawing.coord([at, low]), drawing.coord([at, high])] as const;
      };
      const [low, high] = endsAt(dataIndex);
      const stroke = drawing.visual('color');
      const previous = dataIndex > 0 ? endsAt(dataIndex - 1) : null;
      const children: object[] = [
        {
          type: 'line',
          shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
          style: { stroke, opacity: 0.35, lineWidth: 1 },
        },
      ];
      if (previous && isFilled) {
        children.push({
          type: 'polygon',
          shape: { points: [previous[0], previous[1], high, low] },
          style: { fill: stroke, opacity: 0.13 },
        });
      }
      return { type: 'group', children };
    },
  };
}

/** Lines across the chart: times at which something began, and the value from which something passes. */
export function markLine(marks: readonly Mark[], threshold?: Threshold): object {
  const label = (text: string, color: string) => ({
    formatter: plainText(text),
    color,
    fontSize: 11,
  });
  return {
    type: 'line',
    data: [],
    silent: true,
    markLine: {
      symbol: 'none',
      silent: true,
      data: [
        ...marks.map(({ at, label: text }) => ({
          xAxis: at,
          label: { ...label(text, 'var(--g-text-3)'), position: 'end', distance: 2, rotate: 0 },
          lineStyle: { color: 'var(--g-line-strong)', type: 'solid' },
        })),
        ...(threshold
          ? [
              {
                yAxis: threshold.value,
                label: { ...label(threshold.label, 'var(--g-text-3)'), position: 'insideEndTop' },
                lineStyle: { color: 'var(--g-text-3)', type: 'dashed' },
              },
            ]
          : []),
      ],
    },
  };
}
