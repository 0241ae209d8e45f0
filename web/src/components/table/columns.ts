import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  title: string;
  width: number; // px
  numeric?: boolean;
  sort?: string; // the key to sort by; undefined: cannot be sorted
  hideTitle?: boolean; // the title is for screen readers only
  cell: (row: Row, index: number) => ReactNode;
}

export interface Sort {
  key: string;
  desc: boolean;
}
