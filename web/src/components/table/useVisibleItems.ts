import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { scrollHeight, ScrollMap } from './scrollMap';

/** Pixels, as in DataTable.module.css. */
export const ROW_PX = 36;
export const HEAD_PX = 36;
export const FOOT_PX = 26;

export interface VisibleItems {
  indexes: number[]; // of the items in view and a few around them
  before: number; // pixels of empty space above them
  after: number; // … and below
  offset: number; // pixels of the list above the first row in view
  scrollTo: (index: number) => void; // no further than needed
  scrollBy: (px: number) => void;
}

/** Which items of a list, rows and headings of the same height, have to be rendered. */
export function useVisibleItems(
  container: RefObject<HTMLElement | null>,
  total: number,
  startPx: number,
): VisibleItems {
  const [map] = useState(() => new ScrollMap(() => container.current, HEAD_PX + FOOT_PX, startPx));
  // Before the virtualizer's own layout effects, which scroll.
  useLayoutEffect(() => map.resize(total * ROW_PX), [map, total]);
  // eslint-disable-next-line react-hooks/incompatible-library -- concerns the React compiler, which is not used here
  const rows = useVirtualizer<HTMLElement, Element>({
    count: total,
    estimateSize: () => ROW_PX,
    getScrollElement: () => container.current,
    overscan: 12,
    initialOffset: startPx,
    initialRect: { width: 800, height: 600 },
    observeElementOffset: (list, report) => map.observe(list, report),
    scrollToFn: offset => map.scrollTo(offset),
  });
  const items = rows.getVirtualItems();
  const offset = rows.scrollOffset ?? 0;
  const first = items[0]?.start ?? 0;
  const rendered = items.length * ROW_PX;
  const height = scrollHeight(total * ROW_PX);
  const before = Math.max(0, Math.min(map.top - (offset - first), height - rendered));

  function scrollTo(index: number): void {
    const start = index * ROW_PX;
    const end = start + ROW_PX + HEAD_PX - (container.current?.clientHeight ?? 0); // the head covers the first rows
    if (start < map.offset) map.scrollTo(start);
    else if (end > map.offset) map.scrollTo(end);
  }

  return {
    indexes: items.map(item => item.index),
    before,
    after: Math.max(0, height - before - rendered),
    offset,
    scrollTo,
    scrollBy: px => map.scrollTo(map.offset + px),
  };
}

/** The CSS height of a table: as high as its content, and at most `max`. */
export const tableHeight = (items: number, max: string) =>
  `min(${max}, ${HEAD_PX + ROW_PX * items + FOOT_PX + 2}px)`;
