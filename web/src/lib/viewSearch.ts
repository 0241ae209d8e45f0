/** Which part of a page's search parameters a saved view holds. Pure. */

type Search = Record<string, unknown>;

/** The view that was chosen: its id, or this for none of them, which keeps the default view from opening. */
export const NO_VIEW = 'none';

const NOT_SAVED = new Set(['saved', 'at', 'live']); // the place in a list, and whether it moves on
const OF_ALL_PAGES = new Set([...NOT_SAVED, 'range']); // kept on the way from page to page

/** What a view of a page saves. */
export function toViewSearch(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([name, value]) => value !== undefined && !NOT_SAVED.has(name)),
  );
}

/** Whether somebody came to the page without any wish of what to see: then the default view opens. */
export function isPlain(search: Search): boolean {
  return (
    search.saved === undefined &&
    Object.entries(search).every(([name, value]) => value === undefined || OF_ALL_PAGES.has(name))
  );
}

/** The parameters of a page that shows a view. */
export function ofView(view: { view_id: string; search: Search }, search: Search): Search {
  const { range, live } = search;
  return { range, live, ...view.search, saved: view.view_id };
}

/** Whether the page shows something else than the view saved. A range that the view does not have is free. */
export function differs(view: { search: Search }, search: Search): boolean {
  const shown = toViewSearch(search);
  if (view.search.range === undefined) delete shown.range;
  return canonical(shown) !== canonical(view.search);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
