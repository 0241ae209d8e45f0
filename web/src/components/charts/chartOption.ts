import type { ReactNode } from 'react';

/** An ECharts option with single axes. ChartCanvas adds colours, fonts, grid and tooltip for light and dark. */
export interface ChartOption {
  xAxis?: Record<string, unknown>;
  yAxis?: Record<string, unknown>;
  series?: object[];
  tooltip?: Record<string, unknown>;
  legend?: Record<string, unknown>;
  [more: string]: unknown;
}

export interface ChartTable {
  columns: string[];
  rows: ReactNode[][];
}
