import { VisuallyHidden } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import classes from './DataTable.module.css';
import type { Column, Sort } from './columns';
import { ResizeHandle } from './ResizeHandle';

interface ColumnHeaderProps<Row> {
  column: Column<Row>;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  isReachable: boolean; // with Tab
  onFocus: () => void;
  onKey: (event: KeyboardEvent<HTMLElement>, id: string) => void;
  onWidth?: (px: number | undefined) => void; // undefined: as wide as it was
  drag?: { onStart: () => void; onDrop: () => void };
}

/** The head of a column: a button that sorts by it if that is possible, a handle for its width, and itself the handle to
 * move it. */
export function ColumnHeader<Row>(props: ColumnHeaderProps<Row>) {
  const { column, sort, onSort, onWidth, drag } = props;
  const key = column.sort;
  const sorted = key !== undefined && sort?.key === key ? sort : undefined;
  const order = sorted ? (sorted.desc ? 'descending' : 'ascending') : undefined;
  const sortBy =
    key !== undefined && onSort
      ? () => onSort({ key, desc: sorted ? !sorted.desc : true })
      : undefined;
  return (
    <th
      scope="col"
      aria-sort={order}
      className={column.numeric ? 'numeric' : undefined}
      title={column.hideTitle ? undefined : column.title}
      draggable={drag && true}
      onDragStart={drag?.onStart}
      onDragOver={drag && (event => event.preventDefault())}
      onDrop={drag?.onDrop}
    >
      {sortBy || (onWidth && !column.hideTitle) ? (
        <button
          type="button"
          className={classes.sorter}
          data-head={column.id}
          data-sorts={sortBy && true}
          tabIndex={props.isReachable ? 0 : -1}
          onFocus={props.onFocus}
          onKeyDown={event => props.onKey(event, column.id)}
          onClick={sortBy}
        >
          {column.title}
          <span aria-hidden="true">{sorted ? (sorted.desc ? ' ↓' : ' ↑') : ''}</span>
        </button>
      ) : column.hideTitle ? (
        <VisuallyHidden>{column.title}</VisuallyHidden>
      ) : (
        column.title
      )}
      {onWidth && <ResizeHandle onWidth={onWidth} />}
    </th>
  );
}
