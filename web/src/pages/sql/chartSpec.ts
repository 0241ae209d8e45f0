/** Simple charts of a result: its first text or time on the x axis, its numbers on the y axis, one chart per unit: dollars
 * and counts on one axis would make a flat line of one of them. */

import type { ChartOption } from '../../components/charts/chartOption';
import { plainText } from '../../components/charts/plainText';
import { median } from '../../lib/numbers';
import { clockTime, localTime, shortDay } from '../../lib/times';
import { cellText, columnText, isTime, isNumber } from './cells';
import type { Cell, ColumnType } from './queries';

const MAX_BARS = 200;
const MAX_POINTS = 5_000;
const MAX_LINES = 6; // more cannot be told apart
const MAX_CHARTS = 4;
const FAR_APART = 30; // times: numbers of no known unit that differ by more have an axis of their own

export interface ChartSpec {
  kind: 'bars' | 'lines';
  x: number; // the index of the column on the x axis
  y: number[];
  rows: Cell[][]; // the rows that are drawn
}

/** None: the result cannot be drawn. */
export function chartSpecs(columns: readonly ColumnType[], rows: Cell[][]): ChartSpec[] {
  const x = columns.findIndex(({ type }) => isTime(type) || type === 'VARCHAR');
  const y = columns.flatMap(({ type }, index) => (isNumber(type) ? [index] : []));
  if (x < 0 || !y.length || !rows.length) return [];
  const kind = isTime(columns[x]!.type) ? 'lines' : 'bars';
  const drawn = rows.slice(0, kind === 'lines' ? MAX_POINTS : MAX_BARS);
  return byUnit(columns, y, drawn)
    .slice(0, MAX_CHARTS)
    .map(group => ({ kind, x, y: group.slice(0, MAX_LINES), rows: drawn }));
}

const UNITS: [unit: string, name: RegExp][] = [
  ['dollars', /usd|cost|price/i],
  ['time', /_m?s$|latency|duration/i],
  ['bytes', /bytes$/i],
  ['shares', /share|rate$|ratio|percent/i],
];

/** The columns in groups that can share an axis. */
function byUnit(columns: readonly ColumnType[], y: number[], rows: Cell[][]): number[][] {
  const groups: { unit: string; size: number; columns: number[] }[] = [];
  for (const index of y) {
    const unit = UNITS.find(([, name]) => name.test(columns[index]!.name))?.[0] ?? '';
    const values = rows.map(row => Math.abs(Number(row[index] ?? 0)));
    const size = median(values) || Math.max(...values);
    const near = (other: number) => size < FAR_APART * other && other < FAR_APART * size;
    const group = groups.find(each => each.unit === unit && (unit || near(each.size)));
    if (group) group.columns.push(index);
    else groups.push({ unit, size, columns: [index] });
  }
  return groups.map(group => group.columns);
}

export function toChartOption(
  { kind, x, y, rows }: ChartSpec,
  columns: readonly ColumnType[],
): ChartOption {
  const hasBars = kind === 'bars';
  const format = columnText(
    rows.flatMap(row => y.map(index => row[index])),
    'DOUBLE',
  );
  const legend = y.length > 1;
  return {
    useUTC: true,
    legend: { show: legend, type: 'scroll' },
    grid: { left: 4, right: 12, top: legend ? 32 : 14, bottom: 4, outerBoundsMode: 'same' },
    xAxis: hasBars ? categories(rows, x, columns) : UTC_AXIS,
    yAxis: { type: 'value', scale: !hasBars, splitNumber: 3 },
    tooltip: { valueFormatter: (value: unknown) => format(value as number | null) },
    series: y.map(index => ({
      name: plainText(columns[index]!.name),
      type: hasBars ? 'bar' : 'line',
      color: hasBars && !legend ? 'var(--g-ink)' : undefined,
      barMaxWidth: 28,
      symbolSize: 4,
      showSymbol: rows.length < 60,
      data: rows.map(row => (hasBars ? row[index] : [utcMs(row[x]), row[index]])),
    })),
  };
}

const categories = (rows: Cell[][], x: number, columns: readonly ColumnType[]) => ({
  type: 'category',
  data: rows.map(row => plainText(cellText(row[x], columns[x]!.type))),
  axisLabel: { hideOverlap: true, width: 120, overflow: 'truncate' },
});

/** Timestamps of the tables are in UTC, with or without a "Z". */
const utcMs = (value: Cell | undefined) => {
  const text = typeof value === 'string' ? value : '';
  return Date.parse(/[zZ]$|[+-]\d\d:?\d\d$|^[^T]*$/.test(text) ? text : `${text}Z`);
};

const UTC_AXIS = {
  type: 'time',
  splitLine: { show: false },
  axisPointer: {
    label: { formatter: ({ value }: { value: number }) => localTime(new Date(value), 'UTC') },
  },
  axisLabel: {
    hideOverlap: true,
    formatter: (at: number) => {
      const clock = clockTime(new Date(at), 'UTC').slice(0, 5);
      return clock === '00:00' ? shortDay(new Date(at), 'UTC') : clock;
    },
  },
};
