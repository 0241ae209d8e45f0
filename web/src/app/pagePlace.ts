import type { RegisteredRouter } from '@tanstack/react-router';
import { places } from '../lib/places';

const PAGE = 'page';
const GROWS_MS = 3_000;
const MOVES = ['wheel', 'touchstart', 'keydown', 'pointerdown'];

/** Scrolls a page where it was when the viewer comes back to it, and another page to its top, or to the part that the
 * address names. What changes on a page itself, such as its sort order, moves nothing. */
export function keepPagePlace(router: RegisteredRouter): void {
  let index = router.history.location.state.__TSR_index;
  let kept: number | undefined; // pixels; undefined: the page is shown anew
  let stop = () => {};
  router.history.subscribe(({ location, action }) => {
    if (action.type === 'REPLACE') return;
    stop();
    places.keep(index, PAGE, window.scrollY);
    index = location.state.__TSR_index;
    if (action.type === 'PUSH') places.forgetFrom(index);
    kept = places.at(index, PAGE) as number | undefined;
  });
  router.subscribe('onRendered', ({ pathChanged, toLocation: { hash } }) => {
    const top = kept;
    kept = undefined;
    if (top === undefined && !pathChanged && !hash) return;
    stop();
    if (top === undefined && hash)
      stop = whileItGrows(() => document.getElementById(hash)?.scrollIntoView());
    else stop = whileItGrows(() => window.scrollTo({ top: top ?? 0, behavior: 'instant' }));
  });
}

/** What a page shows may come after the page itself, or be replaced by it: scrolls again for a while, or until the viewer
 * scrolls himself. */
function whileItGrows(scroll: () => void): () => void {
  const size = new ResizeObserver(scroll);
  const stop = () => {
    size.disconnect();
    clearTimeout(timer);
    for (const name of MOVES) window.removeEventListener(name, stop);
  };
  const timer = setTimeout(stop, GROWS_MS);
  for (const name of MOVES) window.addEventListener(name, stop, { passive: true });
  scroll();
  size.observe(document.body);
  return stop;
}
