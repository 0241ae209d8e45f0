import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { memo, useEffect, useMemo, useRef } from 'react';
import { count } from '../../lib/numbers';
import classes from './DataTable.module.css';
import { ColumnHeader } from './ColumnHeader';
import type { Column, Sort } from './columns';
import { useRowFocus } from './useRowFocus';
import { FOOT_PX, HEAD_PX, ROW_PX, useVisibleRows } from './useVisibleRows';

const features = tableFeatures({ columnVisibilityFeature });

interface Slot<Row> {
  index: number;
  row: Row | undefined; // not there yet
}

/** A table of any length, of which only what is in view is in the page. `row(index)` may be undefined until it has come;
 * `onView` says which rows are looked at. Rows are opened by click or Enter; arrow, page, Home and End keys go
 * from one to another. */
export function DataTable<Row>(props: {
  label: string;
  columns: Column<Row>[];
  total: number;
  row: (index: number) => Row | undefined;
  rowKey?: (row: Row) => string; // as data-key on its row
  hidden?: string[]; // ids of columns
  height?: string;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  onView?: (first: number, last: number) => void;
  startAt?: number; // the first row in view when the table appears
  onTop?: (index: number) => void; // the first row that is wholly in view
  onOpen?: (row: Row, index: number) => void;
}) {
  const { label, columns, total, row, hidden, sort, onSort, onView, onTop, onOpen } = props;
  const container = useRef<HTMLDivElement>(null);
  const rows = useVisibleRows(container, total, props.startAt);
  const first = rows.indexes[0] ?? 0;
  const last = rows.indexes.at(-1) ?? 0;
  useEffect(() => onView?.(first, last), [onView, first, last]);
  const top = Math.ceil(rows.offset / ROW_PX);
  useEffect(() => onTop?.(top), [onTop, top]);
  const focus = useRowFocus(container, rows, total);

  const data = rows.indexes.map((index): Slot<Row> => ({ index, row: row(index) }));
  const defined = useMemo(
    () => columns.map(column => ({ id: column.id, accessorFn: () => null, meta: column })),
    [columns],
  );
  const columnVisibility = useMemo(
    () => Object.fromEntries((hidden ?? []).map(id => [id, false])),
    [hidden],
  );
  const table = useTable({
    features,
    data,
    columns: defined,
    state: { columnVisibility },
    getRowId: slot => String(slot.index),
  });
  const visible = useMemo(
    () => columns.filter(({ id }) => columnVisibility[id] !== false),
    [columns, columnVisibility],
  );
  const width = visible.reduce((sum, column) => sum + column.width, 0);

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
          {visible.map(column => (
            <col key={column.id} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {visible.map(column => (
              <ColumnHeader key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space px={rows.before} columns={visible.length} />
          {table.getRowModel().rows.map(({ original: { index, row: value } }) => (
            <tr
              // by its place: were rows made anew as their content comes, a short table would scroll
              key={index}
              data-key={value !== undefined ? props.rowKey?.(value) : undefined}
              aria-rowindex={index + 2}
              className={onOpen && classes.opens}
              tabIndex={onOpen ? (index === focus.reachable ? 0 : -1) : undefined}
              onFocus={() => focus.onFocus(index)}
              onBlur={focus.onBlur}
              onClick={() => value !== undefined && onOpen?.(value, index)}
              onKeyDown={event => {
                if (event.target !== event.currentTarget) return;
                if (event.key === 'Enter' && value !== undefined) onOpen?.(value, index);
                focus.onKeyDown(event, index);
              }}
            >
              <Cells columns={visible} value={value} index={index} />
            </tr>
          ))}
          <Space px={rows.after} columns={visible.length} />
        </tbody>
      </table>
      <span className={classes.count} aria-live="polite">
        {count(total)} {total === 1 ? 'row' : 'rows'}
      </span>
    </div>
  );
}

/** Of a row. Made anew only when they change, as making the cells of all rows takes too long for each bit of scrolling. */
const Cells = memo(CellsOf) as unknown as typeof CellsOf;

function CellsOf<Row>({
  columns,
  value,
  index,
}: {
  columns: Column<Row>[];
  value: Row | undefined;
  index: number;
}) {
  return columns.map(column => (
    <td key={column.id} className={column.numeric ? 'numeric' : undefined}>
      {value === undefined ? <span className={classes.waits} /> : column.cell(value, index)}
    </td>
  ));
}

function Space({ px, columns }: { px: number; columns: number }) {
  if (!px) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={columns} style={{ height: px, padding: 0, border: 0 }} />
    </tr>
  );
}
