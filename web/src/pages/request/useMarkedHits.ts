import { type RefObject, useEffect } from 'react';
import { hitRanges } from '../../lib/textHits';

const NAME = 'search-hits'; // in design/base.css
const MAX_HITS = 1_000;

/** Marks the hits of a search in an element and scrolls to the first one. The browser paints them, so that the texts stay as
 * React has made them; what is unfolded or loaded later is marked, too. */
export function useMarkedHits(
  element: RefObject<HTMLElement | null>,
  term: string | undefined,
): void {
  useEffect(() => {
    const { current } = element;
    if (!term || !current || !('highlights' in CSS)) return;
    let hasScrolled = false;
    const mark = () => {
      const ranges = rangesIn(current, term);
      CSS.highlights.set(NAME, new Highlight(...ranges));
      const [first] = ranges;
      if (!first || hasScrolled) return;
      hasScrolled = true;
      // the hit, not the element that has it: a text is one element before Markdown has made many of it
      first.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
      const { top, bottom } = first.getBoundingClientRect();
      window.scrollBy(0, (top + bottom - window.innerHeight) / 2);
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(current, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      CSS.highlights.delete(NAME);
    };
  }, [element, term]);
}

function rangesIn(element: HTMLElement, term: string): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() && ranges.length < MAX_HITS) {
    const node = walker.currentNode;
    for (const [from, to] of hitRanges(node.textContent ?? '', [term])) {
      const range = new Range();
      range.setStart(node, from);
      range.setEnd(node, to);
      ranges.push(range);
    }
  }
  return ranges;
}
