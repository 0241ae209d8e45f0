import { useState } from 'react';
import { ColumnHeader } from './ColumnHeader';
import { type Column, limitedWidth, moved, type Sort, type TableLayout } from './columns';

const STEP_PX = 16;

/** The heads of all columns. One of them can be reached with Tab, the others with the arrow keys; with Alt, the arrows move
 * the column, and with Shift, they make it narrower or wider. */
export function HeaderRow<Row>({
  columns,
  sort,
  onSort,
  layout = {},
  onLayout,
}: {
  columns: Column<Row>[];
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  layout?: TableLayout;
  onLayout?: (layout: TableLayout) => void;
}) {
  const reachable = columns.filter(each => onLayout || (onSort && each.sort)).map(({ id }) => id);
  const [current, setCurrent] = useState(reachable[0]);
  const [dragged, setDragged] = useState<string>();
  const setWidth = (id: string, px: number | undefined) => {
    const { [id]: _, ...others } = layout.widths ?? {};
    const widths = px === undefined ? others : { ...others, [id]: limitedWidth(px) };
    onLayout?.({ ...layout, widths });
  };
  const move = (id: string, target: string | undefined) => {
    if (target !== undefined) onLayout?.({ ...layout, order: moved(columns, id, target) });
  };
  const onKey = (event: React.KeyboardEvent<HTMLElement>, id: string) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const neighbour = reachable[reachable.indexOf(id) + by];
    const head = event.currentTarget.closest('th');
    if (event.shiftKey) setWidth(id, (head?.offsetWidth ?? 0) + by * STEP_PX);
    else if (event.altKey) move(id, neighbour);
    else if (neighbour !== undefined) {
      setCurrent(neighbour);
      head?.parentElement
        ?.querySelector<HTMLElement>(`[data-head="${CSS.escape(neighbour)}"]`)
        ?.focus();
    }
  };
  return (
    <tr aria-rowindex={1}>
      {columns.map(column => (
        <ColumnHeader
          key={column.id}
          column={column}
          sort={sort}
          onSort={onSort}
          isReachable={column.id === (reachable.includes(current!) ? current : reachable[0])}
          onFocus={() => setCurrent(column.id)}
          onKey={onKey}
          onWidth={onLayout && !column.fixed ? px => setWidth(column.id, px) : undefined}
          drag={
            onLayout && !column.fixed
              ? {
                  onStart: () => setDragged(column.id),
                  onDrop: () => dragged !== undefined && move(dragged, column.id),
                }
              : undefined
          }
        />
      ))}
    </tr>
  );
}
