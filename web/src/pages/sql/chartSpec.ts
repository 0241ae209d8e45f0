/** A simple chart of an answer: its first text or time along, its numbers up. */

import type { ChartOption } from '../../components/charts/chartOption';
import { plainText } from '../../components/charts/plainText';
import { decimal } from '../../lib/numbers';
import { cellText, isTime, isNumber } from './cells';
import type { Cell, ColumnType } from './queries';

const MOST_BARS = 200;
const MOST_POINTS = 5_000;
const MOST_LINES = 6; // that can be told apart

export interface ChartSpec {
  kind: 'bars' | 'lines';
  x: number; // the column that goes along
  y: number[];
  rows: Cell[][]; // of which it is drawn
}

/** null: there is nothing to draw. */
export function chartSpec(columns: readonly ColumnType[], rows: Cell[][]): ChartSpec | null {
  const x = columns.findIndex(({ type }) => isTime(type) || type === 'VARCHAR');
  const y = columns.flatMap(({ type }, index) => (isNumber(type) ? [index] : []));
  if (x < 0 || !y.length || !rows.length) return null;
  const kind = isTime(columns[x]!.type) ? 'lines' : 'bars';
  const most = kind === 'lines' ? MOST_POINTS : MOST_BARS;
  return { kind, x, y: y.slice(0, MOST_LINES), rows: rows.slice(0, most) };
}

export function toChartOption(
  { kind, x, y, rows }: ChartSpec,
  columns: readonly ColumnType[],
): ChartOption {
  const along = (row: Cell[]) => cellText(row[x], columns[x]!.type);
  const bars = kind === 'bars';
  return {
    legend: { show: y.length > 1, type: 'scroll' },
    grid: { left: 8, right: 12, top: y.length > 1 ? 32 : 12, bottom: 8, outerBoundsMode: 'same' },
    xAxis: bars
      ? {
          type: 'category',
          data: rows.map(row => plainText(along(row))),
          axisLabel: { hideOverlap: true },
        }
      : { type: 'time', axisLabel: { hideOverlap: true }, splitLine: { show: false } },
    yAxis: { type: 'value', scale: !bars, splitNumber: 3 },
    tooltip: { valueFormatter: (value: unknown) => decimal(value as number | null) },
    series: y.map(index => ({
      name: plainText(columns[index]!.name),
      type: bars ? 'bar' : 'line',
      barMaxWidth: 28,
      showSymbol: rows.length < 60,
      data: rows.map(row => (bars ? row[index] : [Date.parse(along(row)), row[index]])),
    })),
  };
}
