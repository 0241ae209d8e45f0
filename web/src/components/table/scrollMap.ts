import { observeElementOffset, type Virtualizer } from '@tanstack/react-virtual';

/** Browsers draw no element higher than some 17 to 33 million pixels. */
const MAX_HEIGHT = 12_000_000;
const ROW_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', ' ']);
const GESTURES = ['wheel', 'touchmove', 'keydown', 'pointerdown'];

/** The height in pixels that the rows take in the scroll container. */
export const scrollHeight = (listHeight: number) => Math.min(listHeight, MAX_HEIGHT);

/** Maps the scroll bar's position to an offset in a list that may be higher than a browser can draw.
 *
 * Where the list is too high, one pixel of the scroll bar stands for several of the list, for people who drag the bar. The
 * wheel, a finger and the keys move by as many pixels of the list as in any other list; the bar is corrected when they
 * rest or reach an end. `hiddenHeight` is the part of the container that the table's head and foot cover. */
export class ScrollMap {
  top = 0; // pixels, of the scroll bar
  offset: number; // pixels, of the list
  private listHeight = 0;
  private isGesture = false; // moved by wheel, finger or key, not by dragging the scroll bar

  constructor(
    private readonly container: () => HTMLElement | null,
    private readonly hiddenHeight: number,
    startOffset: number,
  ) {
    this.offset = startOffset;
  }

  resize(listHeight: number): void {
    this.listHeight = listHeight;
  }

  /** Scrolls to this pixel of the list. */
  scrollTo(offset: number): void {
    const element = this.container();
    if (!element) return;
    const end = this.ends();
    this.offset = Math.max(0, Math.min(offset, end.offset));
    element.scrollTop = end.offset > end.top ? (this.offset * end.top) / end.offset : this.offset;
    this.top = element.scrollTop; // as the browser rounds it
  }

  /** Reports offsets in the list instead of the scroll bar's; `observeElementOffset` of a virtualizer. */
  observe(
    list: Virtualizer<HTMLElement, Element>,
    report: (offset: number, isScrolling: boolean) => void,
  ): (() => void) | undefined {
    const element = this.container();
    const onGesture = (event: Event) => {
      if (event instanceof PointerEvent)
        this.isGesture = false; // perhaps on the scroll bar
      else this.isGesture ||= !(event instanceof KeyboardEvent) || ROW_KEYS.has(event.key);
    };
    for (const name of GESTURES) element?.addEventListener(name, onGesture, { passive: true });
    const stop = observeElementOffset(list, (top, isScrolling) =>
      report(this.moved(top, isScrolling), isScrolling),
    );
    return () => {
      for (const name of GESTURES) element?.removeEventListener(name, onGesture);
      stop?.();
    };
  }

  private ends(): { top: number; offset: number } {
    const hidden = this.hiddenHeight - (this.container()?.clientHeight ?? 0);
    return { top: scrollHeight(this.listHeight) + hidden, offset: this.listHeight + hidden };
  }

  private moved(top: number, isScrolling: boolean): number {
    const by = top - this.top;
    const end = this.ends();
    this.top = top;
    if (end.offset <= end.top) return (this.offset = top);
    if (this.isGesture && Math.abs(by) < 2 * (this.container()?.clientHeight ?? 0))
      this.offset = Math.max(0, Math.min(this.offset + by, end.offset));
    else if (Math.abs(by) >= 1) this.offset = (top * end.offset) / end.top;
    const isBarAtEnd = top <= 0 || top >= end.top - 1;
    const isListAtEnd = this.offset <= 0 || this.offset >= end.offset;
    if (this.isGesture && (!isScrolling || isBarAtEnd !== isListAtEnd)) this.scrollTo(this.offset);
    if (!isScrolling) this.isGesture = false;
    return this.offset;
  }
}
