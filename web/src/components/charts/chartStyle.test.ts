import { expect, test } from 'vitest';
import { withDefaults, withInk } from './chartStyle';

const ink = (token: string) => `<${token}>`;

test('tokens become colours everywhere but in the data', () => {
  const format = () => '';
  const option = {
    series: [
      { color: 'var(--g-a)', data: [['var(--g-a)', 1]] },
      { data: [{ value: 1, itemStyle: { color: 'var(--g-bad)' } }] },
    ],
    yAxis: { axisLabel: { formatter: format } },
  };
  expect(withInk(option, ink)).toEqual({
    series: [
      { color: '<--g-a>', data: [['var(--g-a)', 1]] },
      { data: [{ value: 1, itemStyle: { color: '<--g-bad>' } }] },
    ],
    yAxis: { axisLabel: { formatter: format } },
  });
});

test('an option keeps what it says itself', () => {
  const { tooltip, yAxis, legend } = withDefaults({
    tooltip: { renderMode: 'html' },
    yAxis: { axisLabel: { show: false } },
    legend: { show: false },
  });
  expect(tooltip).toMatchObject({ renderMode: 'richText' }); // never HTML
  expect(yAxis).toMatchObject({ axisLabel: { show: false, fontSize: 11 } });
  expect(legend).toMatchObject({ show: false, top: 0 });
});
