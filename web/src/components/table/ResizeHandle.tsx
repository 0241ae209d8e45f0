import type { PointerEvent } from 'react';
import classes from './DataTable.module.css';

/** The right edge of a column's head: dragged, it sets the width; a double click gives the column its own width again. For
 * the keyboard there are keys on the head. */
export function ResizeHandle({ onWidth }: { onWidth: (px: number | undefined) => void }) {
  function start(event: PointerEvent<HTMLSpanElement>) {
    const handle = event.currentTarget;
    const from = event.clientX - (handle.parentElement?.offsetWidth ?? 0);
    event.preventDefault(); // no text is selected, and the column is not moved
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = moved => onWidth(moved.clientX - from);
    handle.onpointerup = () => {
      handle.onpointermove = null;
      handle.onpointerup = null;
    };
  }
  return (
    <span
      aria-hidden="true"
      className={classes.resizer}
      draggable
      onDragStart={event => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={start}
      onDoubleClick={() => onWidth(undefined)}
    />
  );
}
