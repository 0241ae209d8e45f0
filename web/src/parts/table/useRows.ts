import { elementScroll, observeElementOffset, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';

/** Browsers draw no element higher than some 17 to 33 million pixels. */
const MAX_HEIGHT = 12_000_000;

/** Pixels, as in DataTable.module.css. */
export const ROW_PX = 34;
export const HEAD_PX = 34;
export const FOOT_PX = 25;

export interface Rows {
  indexes: number[]; // of the rows that are in view, and a few around them
  before: number; // pixels of empty space above them
  after: number; // … and below
  offset: number; // pixels of the list above what is in view
  scrollTo: (index: number) => void; // no further than needed to see it
}

/** Which of any number of equally high rows have to be there. Where all of them would be too high for a browser, the
 * scroll bar is a map of them: a pixel of it is several of the list. */
export function useRows(
  container: RefObject<HTMLElement | null>,
  total: number,
  startAt = 0,
): Rows {
  const full = total * ROW_PX;
  const shown = Math.min(full, MAX_HEIGHT);
  const scale = useRef(1);
  const scaleNow = () => {
    const beside = HEAD_PX + FOOT_PX - (container.current?.clientHeight ?? 0);
    return full > shown ? (full + beside) / (shown + beside) : 1;
  };
  scale.current = scaleNow();
  const rows = useVirtualizer<HTMLElement, Element>({
    count: total,
    estimateSize: () => ROW_PX,
    getScrollElement: () => container.current,
    overscan: 12,
    initialOffset: startAt * ROW_PX,
    initialRect: { width: 800, height: 600 },
    observeElementOffset: (instance, told) =>
      observeElementOffset(instance, (offset, scrolling) => told(offset * scaleNow(), scrolling)),
    scrollToFn: (offset, options, instance) =>
      elementScroll(offset / scaleNow(), options, instance),
  });
  const items = rows.getVirtualItems();
  const offset = rows.scrollOffset ?? 0;
  const first = items[0]?.start ?? 0;
  const there = items.length * ROW_PX;
  const before = Math.max(0, Math.min(offset / scale.current - (offset - first), shown - there));

  function scrollTo(index: number): void {
    const element = container.current;
    if (!element) return;
    const start = index * ROW_PX;
    const end = start + ROW_PX + HEAD_PX - element.clientHeight; // the head covers the first rows
    const now = element.scrollTop * scale.current;
    if (start < now) element.scrollTop = Math.floor(start / scale.current);
    else if (end > now) element.scrollTop = Math.ceil(end / scale.current);
  }

  return {
    indexes: items.map(item => item.index),
    before,
    after: Math.max(0, shown - before - there),
    offset,
    scrollTo,
  };
}
