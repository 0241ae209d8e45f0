import { Checkbox, Text } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import classes from './ColumnChooser.module.css';
import type { RequestColumn } from './columns';

/** The visible columns in their order, which dragging or the arrow keys change. */
export function ShownColumns({
  shown,
  onChange,
}: {
  shown: RequestColumn[];
  onChange: (ids: string[]) => void;
}) {
  const [dragged, setDragged] = useState<number | null>(null);
  const ids = shown.map(({ id }) => id);

  function move(from: number, to: number): void {
    if (from === to || to < 0 || to >= ids.length) return;
    const changed = ids.toSpliced(from, 1);
    changed.splice(to, 0, ids[from]!);
    onChange(changed);
  }

  function handleKey(event: KeyboardEvent, at: number): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(at, at + by);
  }

  function handleDragOver(event: DragEvent, at: number): void {
    if (dragged === null) return;
    event.preventDefault();
    if (dragged === at) return;
    move(dragged, at);
    setDragged(at);
  }

  return (
    <div role="group" aria-label="Visible columns">
      <Text size="xs" c="dimmed">
        Visible, in this order
      </Text>
      <ul className={classes.list}>
        {shown.map(({ id, title }, at) => (
          <li
            key={id}
            className={classes.item}
            data-dragged={dragged === at || undefined}
            draggable
            onDragStart={() => setDragged(at)}
            onDragEnd={() => setDragged(null)}
            onDragOver={event => handleDragOver(event, at)}
          >
            <Checkbox
              size="xs"
              label={title}
              checked
              disabled={ids.length === 1}
              onChange={() => onChange(ids.filter(other => other !== id))}
            />
            <button
              type="button"
              className={classes.move}
              aria-label={`Move ${title}: arrow up or down`}
              title="Drag, or use the arrow keys"
              onKeyDown={event => handleKey(event, at)}
            >
              ⠿
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
