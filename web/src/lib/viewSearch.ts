/** Which part of a page's search parameters a saved view holds. Pure. */

import type { Condition } from './filter';

type Search = Record<string, unknown>;

/** What calls have that no application made: those of replays and shadows, and those of judges. */
const NOT_TRAFFIC = ['Experiment-Id', 'Evaluator'];

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

/** The filter that a page opens with where no view is the default; undefined: none. `properties`: the names of all
 * properties of the project. */
export function onlyTraffic(properties: readonly string[]): Condition[] | undefined {
  const known = new Set(properties.map(name => name.toLowerCase()));
  const found = NOT_TRAFFIC.filter(name => known.has(name.toLowerCase()));
  return found.length
    ? found.map(name => ({ field: 'property', name, op: 'none', value: '' }))
    : undefined;
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
