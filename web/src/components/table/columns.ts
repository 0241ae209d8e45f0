import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  title: string;
  width: number; // px
  numeric?: boolean;
  sort?: string; // the key to sort by, where that is possible
  hideTitle?: boolean; // the title is for screen readers alone
  cell: (row: Row, index: number) => ReactNode;
}

export interface Sort {
  key: string;
  desc: boolean;
}
