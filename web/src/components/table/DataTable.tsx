import { useEffect, useRef } from 'react';
import { count } from '../../lib/numbers';
import { ColumnHeader } from './ColumnHeader';
import type { Column, Sort } from './columns';
import classes from './DataTable.module.css';
import { TableRow } from './TableRow';
import { useRowFocus } from './useRowFocus';
import { useTableModel } from './useTableModel';
import { FOOT_PX, HEAD_PX, ROW_PX, useVisibleRows, type VisibleRows } from './useVisibleRows';

interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  total: number;
  row: (index: number) => Row | undefined; // undefined: not loaded yet
  rowKey?: (row: Row) => string; // becomes the row's data-key
  hidden?: string[]; // ids of columns
  height?: string; // CSS
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  onView?: (first: number, last: number) => void; // the rows that should be loaded
  startAt?: number; // the first visible row when the table appears
  onTop?: (index: number) => void; // the first row that is wholly visible
  onOpen?: (row: Row, index: number) => void;
}

/** A table of any length that renders only the rows in view. A click or Enter opens a row; the arrow, page, Home and End
 * keys move between rows. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, total, sort, onSort, onOpen, rowKey } = props;
  const container = useRef<HTMLDivElement>(null);
  const visible = useVisibleRows(container, total, props.startAt);
  useViewCallbacks(visible, props);
  const focus = useRowFocus(container, visible, total);
  const { columns, rows } = useTableModel(props, visible.indexes);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div
      ref={container}
      className={classes.scroll}
      style={{ height: props.height ?? `min(70vh, ${HEAD_PX + ROW_PX * total + FOOT_PX + 2}px)` }}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      <table
        className={classes.table}
        style={{ minWidth: width }}
        aria-rowcount={total + 1}
        aria-label={label}
      >
        <colgroup>
          {columns.map(column => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(column => (
              <ColumnHeader key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer px={visible.before} columns={columns.length} />
          {rows.map(row => (
            // Keyed by position: if rows were recreated as their content arrives, a short table would scroll.
            <TableRow
              key={row.index}
              columns={columns}
              focus={focus}
              onOpen={onOpen}
              rowKey={rowKey}
              {...row}
            />
          ))}
          <Spacer px={visible.after} columns={columns.length} />
        </tbody>
      </table>
      <span className={classes.count} aria-live="polite">
        {count(total)} {total === 1 ? 'row' : 'rows'}
      </span>
    </div>
  );
}

function useViewCallbacks(
  { indexes, offset }: VisibleRows,
  { onView, onTop }: Pick<DataTableProps<unknown>, 'onView' | 'onTop'>,
): void {
  const first = indexes[0] ?? 0;
  const last = indexes.at(-1) ?? 0;
  const top = Math.ceil(offset / ROW_PX);
  useEffect(() => onView?.(first, last), [onView, first, last]);
  useEffect(() => onTop?.(top), [onTop, top]);
}

/** Takes the place of the rows that are not rendered. */
function Spacer({ px, columns }: { px: number; columns: number }) {
  if (!px) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  );
}
