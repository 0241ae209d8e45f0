import { observeElementOffset, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';

/** Browsers draw no element higher than some 17 to 33 million pixels. */
const MAX_HEIGHT = 12_000_000;
const BY_ROWS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', ' ']);

type List = Virtualizer<HTMLElement, Element>;

export interface ScrollMap {
  height: number; // px of the scroll bar's way that stand for the rows
  place: { readonly top: number; readonly offset: number }; // px of the scroll bar's way, and of the list
  observe: (
    list: List,
    told: (offset: number, scrolling: boolean) => void,
  ) => (() => void) | undefined;
  go: (offset: number) => void; // to this pixel of the list
}

/** Where in a list of `full` pixels its scroll bar leads to. Where that is too high for a browser, the bar is a map: a
 * pixel of it stands for several of the list, for who drags it. The wheel, a finger and the keys move by as many pixels of
 * the list as anywhere else, and the bar is put right when they rest or come to its end. `beside` is what of the head and
 * foot hides rows. */
export function useScrollMap(
  container: RefObject<HTMLElement | null>,
  full: number,
  beside: number,
  startAt: number,
): ScrollMap {
  const height = Math.min(full, MAX_HEIGHT);
  const at = useRef({ top: 0, offset: startAt, byHand: false }).current;
  const size = useRef({ full, height }); // as the listeners see it
  size.current = { full, height };

  const ends = () => {
    const seen = container.current?.clientHeight ?? 0;
    const { full, height } = size.current;
    return { top: height + beside - seen, offset: full + beside - seen };
  };

  function go(offset: number): void {
    const element = container.current;
    if (!element) return;
    const end = ends();
    at.offset = Math.max(0, Math.min(offset, end.offset));
    element.scrollTop = end.offset > end.top ? (at.offset * end.top) / end.offset : at.offset;
    at.top = element.scrollTop; // as the browser rounds it
  }

  function moved(top: number, scrolling: boolean): number {
    const by = top - at.top;
    const end = ends();
    at.top = top;
    if (end.offset <= end.top) return (at.offset = top);
    if (at.byHand && Math.abs(by) < 2 * (container.current?.clientHeight ?? 0))
      at.offset = Math.max(0, Math.min(at.offset + by, end.offset));
    else if (Math.abs(by) >= 1) at.offset = (top * end.offset) / end.top;
    const barEnds = top <= 0 || top >= end.top - 1;
    const listEnds = at.offset <= 0 || at.offset >= end.offset;
    if (at.byHand && (!scrolling || barEnds !== listEnds)) go(at.offset);
    if (!scrolling) at.byHand = false;
    return at.offset;
  }

  return {
    height,
    place: at,
    go,
    observe: (list, told) => {
      const element = container.current;
      const begun = (event: Event) => {
        if (event instanceof PointerEvent)
          at.byHand = false; // perhaps on the scroll bar
        else at.byHand ||= !(event instanceof KeyboardEvent) || BY_ROWS.has(event.key);
      };
      const gestures = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
      for (const name of gestures) element?.addEventListener(name, begun, { passive: true });
      const stop = observeElementOffset(list, (top, scrolling) =>
        told(moved(top, scrolling), scrolling),
      );
      return () => {
        for (const name of gestures) element?.removeEventListener(name, begun);
        stop?.();
      };
    },
  };
}
