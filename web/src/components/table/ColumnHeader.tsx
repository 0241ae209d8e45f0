import { VisuallyHidden } from '@mantine/core';
import classes from './DataTable.module.css';
import type { Column, Sort } from './columns';

/** The header of a column; a button if the column can be sorted. */
export function ColumnHeader<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
}) {
  const key = column.sort;
  const sorted = key !== undefined && sort?.key === key ? sort : undefined;
  const order = sorted ? (sorted.desc ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" aria-sort={order} className={column.numeric ? 'numeric' : undefined}>
      {key !== undefined && onSort ? (
        <button
          type="button"
          className={classes.sorter}
          onClick={() => onSort({ key, desc: sorted ? !sorted.desc : true })}
        >
          {column.title}
          <span aria-hidden="true">{sorted ? (sorted.desc ? ' ↓' : ' ↑') : ''}</span>
        </button>
      ) : column.hideTitle ? (
        <VisuallyHidden>{column.title}</VisuallyHidden>
      ) : (
        column.title
      )}
    </th>
  );
}
