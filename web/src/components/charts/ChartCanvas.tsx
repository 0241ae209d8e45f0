import { useComputedColorScheme } from '@mantine/core';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './chartOption';
import { init } from './echarts';

const COLOURS = {
  light: ['#b84d08', '#1864ab', '#2b8a3e', '#862e9c', '#5c940d', '#c2255c', '#0b7285', '#495057'],
  dark: ['#f7a86f', '#74c0fc', '#8ce99a', '#e599f7', '#c0eb75', '#faa2c1', '#66d9e8', '#ced4da'],
};

/** The drawing itself; the default export, so that it is loaded when a chart is first shown. */
export default function ChartCanvas({
  option,
  height,
  onSelect,
}: {
  option: ChartOption;
  height: number;
  onSelect?: (name: string, index: number) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const picked = useRef(onSelect);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    picked.current = onSelect;
  });

  useEffect(() => {
    const drawn = init(place.current, null, { renderer: 'canvas' });
    chart.current = drawn;
    drawn.on('click', event => picked.current?.(event.name, event.dataIndex));
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(place.current!);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(withDefaults(option, scheme), { notMerge: true });
  }, [option, scheme]);

  return <div ref={place} className="chart" style={{ height }} />;
}

/** An option with what all charts share. The tooltip draws on the canvas: as HTML it would need markup of names that
 * anybody may have sent, and style attributes that our policy forbids. */
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
