import { useComputedColorScheme } from '@mantine/core';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './chartOption';
import { init } from './echarts';

const COLOURS = {
  light: ['#b84d08', '#1864ab', '#2b8a3e', '#862e9c', '#5c940d', '#c2255c', '#0b7285', '#495057'],
  dark: ['#f7a86f', '#74c0fc', '#8ce99a', '#e599f7', '#c0eb75', '#faa2c1', '#66d9e8', '#ced4da'],
};

/** Draws the chart. The default export of its module, because it is loaded when the first chart is shown. */
export default function ChartCanvas({
  option,
  height,
  onSelect,
}: {
  option: ChartOption;
  height: number;
  onSelect?: (name: string, index: number) => void;
}) {
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const selectHandler = useRef(onSelect);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    selectHandler.current = onSelect;
  });

  useEffect(() => {
    const instance = init(container.current, null, { renderer: 'canvas' });
    chart.current = instance;
    instance.on('click', event => selectHandler.current?.(event.name, event.dataIndex));
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(container.current!);
    return () => {
      observer.disconnect();
      instance.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(withDefaults(option, scheme), { notMerge: true });
  }, [option, scheme]);

  return <div ref={container} className="chart" style={{ height }} />;
}

/** Adds what all charts share. Tooltips are drawn on the canvas: as HTML they would turn names that anybody may have sent
 * into markup, and need style attributes that the content security policy forbids. */
function withDefaults(option: ChartOption, scheme: 'light' | 'dark'): ChartOption {
  const text = scheme === 'dark' ? '#c9c9c9' : '#343a40';
  const line = scheme === 'dark' ? '#424242' : '#dee2e6';
  const labels = (own?: Record<string, unknown>) => ({
    color: text,
    ...(own?.axisLabel as object | undefined),
  });
  const axis = {
    axisLine: { lineStyle: { color: line } },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    animation: false,
    color: COLOURS[scheme],
    textStyle: { color: text, fontFamily: 'system-ui, sans-serif' },
    grid: { left: 8, right: 16, top: 32, bottom: 8, outerBoundsMode: 'same' },
    ...option,
    legend: { textStyle: { color: text }, type: 'plain', top: 0, ...option.legend },
    tooltip: {
      trigger: 'axis',
      confine: true,
      backgroundColor: scheme === 'dark' ? '#2e2e2e' : '#fff',
      borderColor: line,
      textStyle: { color: text },
      ...option.tooltip,
      renderMode: 'richText',
    },
    xAxis: { ...axis, ...option.xAxis, axisLabel: labels(option.xAxis) },
    yAxis: { ...axis, ...option.yAxis, axisLabel: labels(option.yAxis) },
  };
}
