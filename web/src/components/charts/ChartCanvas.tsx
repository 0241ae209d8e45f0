import { useComputedColorScheme } from '@mantine/core';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import type { ChartOption } from './chartOption';
import { init } from './echarts';
import { withDefaults, withInk } from './chartStyle';

/** Draws the chart. The default export of its module, because it is loaded when the first chart is shown. */
export default function ChartCanvas({
  option,
  height,
  onSelect,
  onSelectX,
}: {
  option: ChartOption;
  height: number;
  onSelect?: (name: string, index: number) => void;
  onSelectX?: (x: number) => void;
}) {
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const handlers = useRef({ onSelect, onSelectX });
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    handlers.current = { onSelect, onSelectX };
  });

  useEffect(() => {
    const instance = init(container.current, null, { renderer: 'canvas' });
    chart.current = instance;
    instance.on('click', event => handlers.current.onSelect?.(event.name, event.dataIndex));
    instance.getZr().on('click', ({ offsetX, offsetY }) => {
      const at = [offsetX, offsetY];
      if (!handlers.current.onSelectX || !instance.containPixel('grid', at)) return;
      handlers.current.onSelectX(instance.convertFromPixel('grid', at)[0]!);
    });
    const observer = new ResizeObserver(() => instance.resize());
    observer.observe(container.current!);
    return () => {
      observer.disconnect();
      instance.dispose();
    };
  }, []);

  useEffect(() => {
    const styles = getComputedStyle(container.current!);
    const ink = (token: string) => styles.getPropertyValue(token).trim();
    const drawn = withInk(withDefaults(option), ink) as ChartOption;
    chart.current?.setOption(drawn, { notMerge: true });
  }, [option, scheme]);

  return (
    <div
      ref={container}
      className="chart"
      data-mantine-color-scheme={scheme} // its tokens are those of the scheme at once, and not only when the page has changed
      style={{ height, cursor: onSelect || onSelectX ? 'pointer' : undefined }}
    />
  );
}
