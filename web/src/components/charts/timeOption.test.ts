import { expect, test } from 'vitest';
import { count, percent } from '../../lib/numbers';
import { formatPoint, timeOption } from './timeOption';

const DAYS = [26, 27, 28].map(day => new Date(2026, 10, day).getTime());
const NOW = new Date(2026, 10, 28, 9);
const points = (values: number[]) => values.map((value, index) => ({ at: DAYS[index]!, value }));
const asShare = (value: number | null) => percent(value, 'en-GB');
const asCount = (value: number | null) => count(value, 'en-GB');

test('the day that is not over is pale in bars and dashed in lines', () => {
  const [bars] = timeOption([{ name: 'n', points: points([5, 7, 1]), isBar: true }], asCount, {
    to: NOW,
  }).series as { data: unknown[] }[];
  expect(bars!.data.slice(0, 2)).toEqual([
    [DAYS[0], 5],
    [DAYS[1], 7],
  ]);
  expect(bars!.data[2]).toMatchObject({ value: [DAYS[2], 1], itemStyle: { borderType: 'dashed' } });

  const [over, rest] = timeOption([{ name: 'n', points: points([5, 7, 1]) }], asCount, { to: NOW })
    .series as { data: unknown[]; lineStyle: { type?: string } }[];
  expect([over!.data.length, rest!.data.length, rest!.lineStyle.type]).toEqual([2, 2, 'dashed']);
});

test('the axis of shares ends at 100 %, that of counts has whole numbers, and days have months', () => {
  const share = timeOption([{ name: 's', points: points([0.9, 0.99, 0.98]) }], asShare, {});
  expect(share.yAxis).toMatchObject({ min: 0.9, max: 1 });
  const counts = timeOption([{ name: 'n', points: points([1, 0, 1]), isBar: true }], asCount, {});
  expect(counts.yAxis?.minInterval).toBe(1);
  const label = (counts.xAxis?.axisLabel as { formatter: (at: number) => string }).formatter;
  expect(label(DAYS[0]!)).toMatch(/^Nov 26/);
});

test('a tooltip says the day, and each mean with its interval', () => {
  const series = [{ name: 's', points: [{ at: DAYS[2]!, value: 0.951, low: 0.948, high: 0.954 }] }];
  const { formatter } = timeOption(series, asShare, { to: NOW }).tooltip as {
    formatter: (at: { value: [number] }[]) => string;
  };
  expect(formatter([{ value: [DAYS[2]!] }])).toMatch(/^Sat Nov 28.*, not over\ns: 95.1% ± 0.3%$/);
  expect(formatPoint({ at: 0, value: 3, n: 4 }, asCount)).toBe('3, n 4');
});

test('errors are red, one line has the accent, and what began is marked', () => {
  const { series } = timeOption(
    [
      { name: 'ok', points: [], isBar: true },
      { name: 'Errors', points: [], isBar: true, isError: true },
    ],
    asCount,
    {
      marks: [{ at: DAYS[0]!, label: 'prompt v2' }],
      threshold: { value: 3, label: 'passes from 3' },
    },
  );
  const colours = (series as { itemStyle?: { color: string } }[]).map(
    each => each.itemStyle?.color,
  );
  expect(colours).toEqual(['var(--g-ink)', 'var(--g-bad)', undefined]);
  expect((series?.[2] as { markLine: { data: object[] } }).markLine.data).toMatchObject([
    { xAxis: DAYS[0], label: { formatter: 'prompt v2' } },
    { yAxis: 3 },
  ]);
});
