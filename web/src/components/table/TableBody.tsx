import type { Column } from './columns';
import classes from './DataTable.module.css';
import type { RowItems } from './rowItems';
import { TableRow } from './TableRow';
import type { RowFocus } from './useRowFocus';
import type { TableModelRow } from './useTableModel';
import type { VisibleItems } from './useVisibleItems';

/** The rows and headings in view, and empty space in the place of all others. */
export function TableBody<Row>({
  columns,
  items,
  visible,
  rows,
  ...ofRows
}: {
  columns: Column<Row>[];
  items: RowItems;
  visible: VisibleItems;
  rows: TableModelRow<Row>[];
  focus: RowFocus;
  onOpen?: (row: Row, index: number) => void;
  rowKey?: (row: Row) => string;
  isSelected?: (row: Row) => boolean;
}) {
  const byIndex = new Map(rows.map(row => [row.index, row]));
  return (
    <tbody>
      <Spacer px={visible.before} columns={columns.length} />
      {visible.indexes.map(item => {
        const { row: index, heading } = items.at(item);
        if (index === undefined)
          return (
            <tr
              key={`before ${heading.before}`}
              aria-rowindex={item + 2}
              className={classes.heading}
            >
              <th scope="rowgroup" colSpan={columns.length}>
                <span>{heading.text}</span>
              </th>
            </tr>
          );
        const value = byIndex.get(index)?.value;
        // Keyed by position: if rows were recreated as their content arrives, a short table would scroll.
        return <TableRow key={index} {...ofRows} {...{ index, item, value, columns }} />;
      })}
      <Spacer px={visible.after} columns={columns.length} />
    </tbody>
  );
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
