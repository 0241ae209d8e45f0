import { meanText } from '../../lib/means';
import { bucketTime, clockTime, shortDay, type TimeUnit } from '../../lib/times';
import { isRunning, ticks, unitOf } from './buckets';
import type { ChartOption } from './chartOption';
import { niceEdges } from './histogramBins';
import { plainText } from './plainText';
import {
  bar,
  lines,
  type Mark,
  markLine,
  type Point,
  type Series,
  type Threshold,
} from './timeSeries';

export type { Point, Series } from './timeSeries';

export interface TimeOptions {
  from?: Date;
  to?: Date;
  marks?: readonly Mark[]; // times at which something began
  threshold?: Threshold; // a value from which something passes
}

export type Format = (value: number | null) => string;

const DAY_MS = 86_400_000;
const MAX_TICKS = 7;

/** Values over time as lines with their intervals, or as bars. */
export function timeOption(series: Series[], format: Format, options: TimeOptions): ChartOption {
  const { from, to, marks = [], threshold } = options;
  const hasBars = series.some(each => each.isBar);
  const unit = unitOf(series.flatMap(({ points }) => points.map(({ at }) => at)));
  const running = (at: number) => isRunning(at, unit, to);
  const legend = series.length > 1;
  const drawn = series.flatMap((each, index): object[] =>
    each.isBar ? [bar(each, index, running)] : lines(each, index, series.length, running),
  );
  if (marks.length || threshold) drawn.push(markLine(marks, threshold));
  return {
    grid: { left: 4, right: 12, top: legend ? 32 : 14, bottom: 4, outerBoundsMode: 'same' },
    legend: { show: legend, type: 'scroll', data: series.map(({ name }) => name) },
    xAxis: timeAxis(from, to, series),
    yAxis: valueAxis(series, format, hasBars),
    tooltip: {
      formatter: (at: { value: [number] }[]) =>
        tooltipText(at[0]!.value[0], series, format, unit, to),
    },
    series: drawn,
  };
}

function timeAxis(from: Date | undefined, to: Date | undefined, series: Series[]) {
  const times = series.flatMap(({ points }) => points.map(({ at }) => at));
  const start = from ?? new Date(Math.min(...times));
  const end = to ?? new Date(Math.max(...times));
  const isShort = end.getTime() - start.getTime() <= 2 * DAY_MS;
  return {
    type: 'time',
    min: from?.getTime(),
    max: to?.getTime(),
    axisLabel: {
      hideOverlap: true,
      customValues: times.length || from ? ticks(start, end, MAX_TICKS) : undefined,
      formatter: (at: number) => {
        const clock = clockTime(new Date(at)).slice(0, 5);
        return isShort && clock !== '00:00' ? clock : shortDay(new Date(at));
      },
    },
    splitLine: { show: false },
  };
}

/** Shares end at 100 %, and counts have whole numbers. */
function valueAxis(series: Series[], format: Format, hasBars: boolean) {
  const points = series.flatMap(each => each.points);
  const isCount = hasBars && points.every(({ value }) => value === null || Number.isInteger(value));
  return {
    type: 'value',
    scale: !hasBars,
    splitNumber: 3,
    minInterval: isCount ? 1 : undefined,
    ...(isShare(format) && !hasBars ? shareBounds(points) : {}),
    axisLabel: { formatter: (value: number) => format(value) },
  };
}

/** Round ends for shares, none of them beyond what a share can be. */
function shareBounds(points: Point[]) {
  const known = points
    .flatMap(({ value, low, high }) => [value, low, high])
    .filter(value => typeof value === 'number');
  if (!known.length) return {};
  const edges = niceEdges(Math.min(...known), Math.max(...known), 4);
  const [min, max] = [Math.max(0, edges[0]!), Math.min(1, edges.at(-1)!)];
  return { min, max, interval: edges[1]! - edges[0]! };
}

/** The bucket, and the values of all series in it. */
function tooltipText(
  at: number,
  series: Series[],
  format: Format,
  unit: TimeUnit,
  to: Date | undefined,
): string {
  const values = series.map(({ name, points }) => {
    const point = points.find(each => each.at === at);
    return point && `${plainText(name)}: ${formatPoint(point, format)}`;
  });
  return [bucketName(at, unit, to), ...values.filter(Boolean)].join('\n');
}

/** Sat Nov 28, not over */
export function bucketName(at: number, unit: TimeUnit, to: Date | undefined): string {
  return `${bucketTime(new Date(at), unit)}${isRunning(at, unit, to) ? ', not over' : ''}`;
}

/** "92.1 ± 0.5, n 40" */
export function formatPoint({ value, low, high, n }: Point, format: Format): string {
  const hasInterval = typeof low === 'number' && typeof high === 'number';
  const mean = meanText(
    value,
    { low: low ?? null, high: high ?? null },
    { isShare: isShare(format) },
  );
  const text = hasInterval && mean.interval ? `${mean.value} ${mean.interval}` : format(value);
  return `${text}${n === undefined ? '' : `, n ${n}`}`;
}

const isShare = (format: Format) => format(0.5).includes('%');
