/** A simple chart of a result: its first text or time on the x axis, its numbers on the y axis. */

import type { ChartOption } from '../../components/charts/chartOption';
import { plainText } from '../../components/charts/plainText';
import { decimal } from '../../lib/numbers';
import { cellText, isTime, isNumber } from './cells';
import type { Cell, ColumnType } from './queries';

const MAX_BARS = 200;
const MAX_POINTS = 5_000;
const MAX_LINES = 6; // more cannot be told apart

export interface ChartSpec {
  kind: 'bars' | 'lines';
  x: number; // the index of the column on the x axis
  y: number[];
  rows: Cell[][]; // the rows that are drawn
}

/** null: the result cannot be drawn. */
export function chartSpec(columns: readonly ColumnType[], rows: Cell[][]): ChartSpec | null {
  const x = columns.findIndex(({ type }) => isTime(type) || type === 'VARCHAR');
  const y = columns.flatMap(({ type }, index) => (isNumber(type) ? [index] : []));
  if (x < 0 || !y.length || !rows.length) return null;
  const kind = isTime(columns[x]!.type) ? 'lines' : 'bars';
  const max = kind === 'lines' ? MAX_POINTS : MAX_BARS;
  return { kind, x, y: y.slice(0, MAX_LINES), rows: rows.slice(0, max) };
}

export function toChartOption(
  { kind, x, y, rows }: ChartSpec,
  columns: readonly ColumnType[],
): ChartOption {
  const xText = (row: Cell[]) => cellText(row[x], columns[x]!.type);
  const hasBars = kind === 'bars';
  return {
    legend: { show: y.length > 1, type: 'scroll' },
    grid: { left: 8, right: 12, top: y.length > 1 ? 32 : 12, bottom: 8, outerBoundsMode: 'same' },
    xAxis: hasBars
      ? {
          type: 'category',
          data: rows.map(row => plainText(xText(row))),
          axisLabel: { hideOverlap: true },
        }
      : { type: 'time', axisLabel: { hideOverlap: true }, splitLine: { show: false } },
    yAxis: { type: 'value', scale: !hasBars, splitNumber: 3 },
    tooltip: { valueFormatter: (value: unknown) => decimal(value as number | null) },
    series: y.map(index => ({
      name: plainText(columns[index]!.name),
      type: hasBars ? 'bar' : 'line',
      barMaxWidth: 28,
      showSymbol: rows.length < 60,
      data: rows.map(row => (hasBars ? row[index] : [Date.parse(xText(row)), row[index]])),
    })),
  };
}
