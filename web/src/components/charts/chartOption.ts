import type { ReactNode } from 'react';

/** What ECharts takes, with single axes; colours, fonts, grid and tooltip are added for light and dark. */
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
