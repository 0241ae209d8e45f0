import { memo } from 'react';
import type { Column } from './columns';
import classes from './DataTable.module.css';
import type { RowFocus } from './useRowFocus';

/** A row of a DataTable. `value` is undefined until the row has been loaded. */
export function TableRow<Row>({
  index,
  item,
  value,
  columns,
  focus,
  onOpen,
  rowKey,
  isSelected,
}: {
  index: number;
  item: number; // its place among rows and headings
  value: Row | undefined;
  columns: Column<Row>[];
  focus: RowFocus;
  onOpen?: (row: Row, index: number) => void;
  rowKey?: (row: Row) => string;
  isSelected?: (row: Row) => boolean;
}) {
  return (
    <tr
      data-key={value !== undefined ? rowKey?.(value) : undefined}
      data-index={index}
      data-selected={(value !== undefined && isSelected?.(value)) || undefined}
      aria-rowindex={item + 2}
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
      <Cells columns={columns} value={value} index={index} />
    </tr>
  );
}

/** Memoized, because rendering the cells of all visible rows takes too long for each bit of scrolling. */
const Cells = memo(RowCells) as unknown as typeof RowCells;

function RowCells<Row>({
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
