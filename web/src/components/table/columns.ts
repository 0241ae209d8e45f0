import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  title: string;
  width: number; // px; of a column that grows, its least width
  grow?: boolean; // takes its share of the free space, unless somebody has set its width
  numeric?: boolean;
  sort?: string; // the key to sort by; undefined: cannot be sorted
  hideTitle?: boolean; // the title is for screen readers only
  fixed?: boolean; // stays in its place and keeps its width
  cell: (row: Row, index: number) => ReactNode;
}

export interface Sort {
  key: string;
  desc: boolean;
}

/** What somebody has changed about the columns: their order, and widths in px, by their ids. Plain data, to be kept with a
 * saved view, in the URL or by useTableLayout. */
export interface TableLayout {
  order?: string[];
  widths?: Record<string, number>;
}

export const MIN_WIDTH = 48;
export const MAX_WIDTH = 1200;

type Ordered = Pick<Column<never>, 'id' | 'fixed'>;

/** The columns in the layout's order. Columns that it does not name stay behind their left neighbour. */
export function inOrder<C extends Ordered>(columns: readonly C[], { order }: TableLayout): C[] {
  if (!order?.length) return [...columns];
  const rank = new Map(order.map((id, index) => [id, index]));
  let last = -1;
  const ranked = columns.map(column => {
    last = column.fixed ? -1 : (rank.get(column.id) ?? last);
    return { column, at: last };
  });
  return ranked.sort((a, b) => a.at - b.at).map(({ column }) => column);
}

/** The order after the column `id` was moved to the place of `target`. */
export function moved(columns: readonly Ordered[], id: string, target: string): string[] {
  const ids = columns.map(column => column.id);
  const to = ids.indexOf(target);
  const canMove = columns.every(each => !each.fixed || (each.id !== id && each.id !== target));
  if (id === target || to < 0 || !ids.includes(id) || !canMove) return ids;
  const others = ids.filter(each => each !== id);
  others.splice(to, 0, id);
  return others;
}

export const limitedWidth = (px: number) =>
  Math.round(Math.min(Math.max(px, MIN_WIDTH), MAX_WIDTH));
