import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { HEAD_PX, ROW_PX, type VisibleRows } from './useVisibleRows';

/** Where a key leads to, from a row of `total` of which `page` are seen at once; null for keys that lead nowhere. */
export function targetRow(key: string, index: number, page: number, total: number): number | null {
  const to: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: total - 1,
  };
  const wanted = Object.hasOwn(to, key) ? to[key] : undefined;
  return wanted === undefined ? null : Math.max(0, Math.min(wanted, total - 1));
}

/** The keyboard goes from row to row, also to those that are not in the page yet. Tab reaches one row only: the one
 * that the keyboard was on, or the first in view. */
export function useRowFocus(
  container: RefObject<HTMLElement | null>,
  rows: VisibleRows,
  total: number,
) {
  const [current, setCurrent] = useState(0);
  const held = useRef<number>(null); // the row that the keyboard is on, or will be once it is in the page
  const first = Math.min(Math.ceil(rows.offset / ROW_PX), Math.max(0, total - 1));

  // A row that comes, or is made anew with its content, gets the focus back, of which no blur has told.
  useLayoutEffect(() => {
    if (held.current === null) return;
    const place = `tr[aria-rowindex="${held.current + 2}"]`;
    const row = container.current?.querySelector<HTMLElement>(place);
    if (row && !row.contains(document.activeElement)) row.focus({ preventScroll: true });
  });

  return {
    reachable: rows.indexes.includes(current) ? current : first,
    onFocus: (index: number) => {
      held.current = index;
      setCurrent(index);
    },
    onBlur: () => {
      held.current = null;
    },
    onKeyDown: (event: KeyboardEvent, index: number) => {
      const seen = (container.current?.clientHeight ?? 0) - HEAD_PX;
      const to = targetRow(event.key, index, Math.max(1, Math.floor(seen / ROW_PX) - 1), total);
      if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      held.current = to;
      setCurrent(to);
      rows.scrollTo(to);
    },
  };
}
