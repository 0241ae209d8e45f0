import { type MouseEvent, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { usePlace } from '../../hooks/usePlace';
import { count } from '../../lib/numbers';
import type { Column, Sort, TableLayout } from './columns';
import classes from './DataTable.module.css';
import { HeaderRow } from './HeaderRow';
import { type RowHeading, RowItems } from './rowItems';
import { TableBody } from './TableBody';
import { TableKeys } from './TableKeys';
import { useRowFocus } from './useRowFocus';
import { useTableModel } from './useTableModel';
import { ROW_PX, tableHeight, useVisibleItems, type VisibleItems } from './useVisibleItems';

export interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  total: number;
  row: (index: number) => Row | undefined; // undefined: not loaded yet
  rowKey?: (row: Row) => string; // becomes the row's data-key
  headings?: readonly RowHeading[]; // between rows, such as days. Memoize them
  hidden?: string[]; // ids of columns
  layout?: TableLayout; // order and widths of columns
  onLayout?: (layout: TableLayout) => void; // makes columns movable and resizable
  height?: string; // CSS
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  onView?: (first: number, last: number) => void; // the rows that should be loaded
  startAt?: number; // the first visible row when the table appears; undefined: the one that was, for who comes back
  onTop?: (index: number) => void; // the first row that is wholly visible
  onOpen?: (row: Row, index: number) => void;
  keys?: boolean; // j, k and x work wherever the focus is: for the one table that a page is about
  isSelected?: (row: Row) => boolean;
  onSelect?: (row: Row, index: number) => void; // x
}

/** A table of any length that renders only the rows in view. A click or Enter opens a row; the arrow, page, Home and End
 * keys move between rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, total, headings, startAt } = props;
  const container = useRef<HTMLDivElement>(null);
  const items = useMemo(() => new RowItems(total, headings), [total, headings]);
  const place = usePlace<number>(label);
  const startPx = startAt === undefined ? (place.kept ?? 0) : items.above(startAt) * ROW_PX;
  const visible = useVisibleItems(container, items.count, startPx);
  useEffect(() => place.keep(visible.offset));
  useSamePlace(items, visible);
  useViewCallbacks(items, visible, props);
  const focus = useRowFocus(container, visible, items, total);
  const indexes = visible.indexes.flatMap(item => items.at(item).row ?? []);
  const { columns, rows } = useTableModel(props, indexes);
  const { layout } = props;
  const widths = columns.map(({ id, width }) => layout?.widths?.[id] ?? width);
  return (
    <div
      ref={container}
      className={classes.scroll}
      style={{ height: props.height ?? tableHeight(items.count, '70vh') }}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      {props.keys && <TableKeys focus={focus} {...props} />}
      <table
        className={classes.table}
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
        aria-rowcount={items.count + 1}
        aria-label={label}
        onMouseOver={showWholeText}
      >
        <colgroup>
          {columns.map(({ id, grow }, index) => (
            <col
              key={id}
              style={{ width: grow && !layout?.widths?.[id] ? undefined : widths[index] }}
            />
          ))}
        </colgroup>
        <thead>
          <HeaderRow {...props} columns={columns} />
        </thead>
        <TableBody {...props} columns={columns} {...{ items, visible, rows, focus }} />
      </table>
      <span className={classes.count} aria-live="polite">
        {count(total)} {total === 1 ? 'row' : 'rows'}
      </span>
    </div>
  );
}

function useViewCallbacks(
  items: RowItems,
  { indexes, offset }: VisibleItems,
  { onView, onTop }: Pick<DataTableProps<unknown>, 'onView' | 'onTop'>,
): void {
  const first = items.rowFrom(indexes[0] ?? 0);
  const last = items.rowFrom(indexes.at(-1) ?? 0);
  const top = items.rowFrom(Math.ceil(offset / ROW_PX));
  useEffect(() => onView?.(first, last), [onView, first, last]);
  useEffect(() => onTop?.(top), [onTop, top]);
}

/** Headings that arrive after the rows do not move the rows in view. */
function useSamePlace(items: RowItems, { offset, scrollBy }: VisibleItems): void {
  const previous = useRef(items);
  useLayoutEffect(() => {
    const before = previous.current;
    previous.current = items;
    if (before === items || offset === 0) return;
    const row = before.rowFrom(Math.ceil(offset / ROW_PX));
    const added = items.ofRow(row) - before.ofRow(row);
    if (added) scrollBy(added * ROW_PX);
  });
}

/** A cell whose text is cut shows all of it when pointed at. */
function showWholeText(event: MouseEvent): void {
  const cell = (event.target as Element).closest('td');
  if (!cell || cell.title || cell.scrollWidth <= cell.clientWidth) return;
  cell.title = cell.textContent;
}
