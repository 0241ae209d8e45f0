/** What all charts share: their colours are tokens of design/tokens.css, written as `var(--g-…)` in an option. */

import type { ChartOption } from './chartOption';

const SERIES = [
  'var(--g-a)',
  'var(--g-b)',
  ...[3, 4, 5, 6, 7, 8].map(number => `var(--g-series-${number})`),
];

const TEXT = { color: 'var(--g-text-3)', fontSize: 11 };

/** Adds what all charts share. Tooltips are drawn on the canvas: as HTML they would turn names that anybody may have sent
 * into markup, and need style attributes that the content security policy forbids. */
export function withDefaults(option: ChartOption): ChartOption {
  const axis = (own: Record<string, unknown> | undefined, more: object) => ({
    axisTick: { show: false },
    ...more,
    ...own,
    axisLabel: { ...TEXT, ...(own?.axisLabel as object | undefined) },
  });
  const line = { lineStyle: { color: 'var(--g-line)' } };
  return {
    animation: false,
    color: SERIES,
    grid: { left: 4, right: 12, top: 32, bottom: 4, outerBoundsMode: 'same' },
    ...option,
    textStyle: { color: 'var(--g-text-2)', fontFamily: 'var(--g-font)', fontSize: 12 },
    legend: {
      textStyle: { color: 'var(--g-text-2)', fontSize: 12 },
      type: 'plain',
      top: 0,
      left: 0,
      itemWidth: 14,
      itemHeight: 8,
      ...option.legend,
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: 'var(--g-surface)',
      borderColor: 'var(--g-line-strong)',
      padding: [6, 10],
      textStyle: { color: 'var(--g-text)', fontSize: 12 },
      axisPointer: { lineStyle: { color: 'var(--g-line-strong)' } },
      ...option.tooltip,
      renderMode: 'richText',
    },
    xAxis: axis(option.xAxis, { axisLine: line, splitLine: line }),
    yAxis: axis(option.yAxis, { axisLine: { show: false }, splitLine: line }),
  };
}

const TOKEN = /^var\((--g-[a-z0-9-]+)\)$/;

/** Puts colours in the place of `var(--g-…)`, which a canvas does not know. Data is left as it is. */
export function withInk(value: unknown, ink: (token: string) => string): unknown {
  if (typeof value === 'string') {
    const token = TOKEN.exec(value)?.[1];
    return token ? ink(token) : value;
  }
  if (Array.isArray(value)) return value.map(each => withInk(each, ink));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'data' && isPlain(each) ? each : withInk(each, ink),
    ]),
  );
}

/** Numbers or points, as opposed to items with a style of their own. */
const isPlain = (data: unknown) =>
  Array.isArray(data) && !data.some(each => typeof each === 'object' && !Array.isArray(each));
