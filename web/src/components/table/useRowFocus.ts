import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { RowItems } from './rowItems';
import { HEAD_PX, ROW_PX, type VisibleItems } from './useVisibleItems';

/** The row that a key leads to from row `index`; null for keys that do not move. `page` is the number of rows in view. */
export function targetRow(key: string, index: number, page: number, total: number): number | null {
  const targets: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: total - 1,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return target === undefined ? null : Math.max(0, Math.min(target, total - 1));
}

export interface RowFocus {
  reachable: number; // the one row that Tab reaches
  current: () => number | null; // the row that has the focus
  moveTo: (index: number) => void;
  onFocus: (index: number) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent, index: number) => void;
}

/** Moves the focus between rows with the keyboard, also to rows that are not rendered yet. Tab reaches one row only: the
 * one that had the focus last, or the first in view. */
export function useRowFocus(
  container: RefObject<HTMLElement | null>,
  visible: VisibleItems,
  items: RowItems,
  total: number,
): RowFocus {
  const [current, setCurrent] = useState(0);
  const focused = useRef<number>(null); // the row that has the focus, or gets it once it is rendered
  const first = Math.min(items.rowFrom(Math.ceil(visible.offset / ROW_PX)), Math.max(0, total - 1));

  // A row that was rendered again has lost the focus without a blur event.
  useLayoutEffect(() => {
    if (focused.current === null) return;
    const selector = `tr[data-index="${focused.current}"]`;
    const row = container.current?.querySelector<HTMLElement>(selector);
    if (row && !row.contains(document.activeElement)) row.focus({ preventScroll: true });
  });

  function moveTo(index: number): void {
    const to = Math.max(0, Math.min(index, total - 1));
    focused.current = to;
    setCurrent(to);
    visible.scrollTo(items.ofRow(to));
  }

  return {
    reachable: visible.indexes.includes(items.ofRow(current)) ? current : first,
    current: () => focused.current,
    moveTo,
    onFocus: (index: number) => {
      focused.current = index;
      setCurrent(index);
    },
    onBlur: () => {
      focused.current = null;
    },
    onKeyDown: (event: KeyboardEvent, index: number) => {
      const height = (container.current?.clientHeight ?? 0) - HEAD_PX;
      const to = targetRow(event.key, index, Math.max(1, Math.floor(height / ROW_PX) - 1), total);
      if (to === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      moveTo(to);
    },
  };
}
