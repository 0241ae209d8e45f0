import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { propertyNamesQuery } from '../../api/names';
import { type View, type ViewPage, viewsQuery } from '../../api/views';
import { isPlain, NO_VIEW, ofView, onlyTraffic } from '../../lib/viewSearch';

type Search = Record<string, unknown>;

/** The pages that begin with the application's own calls. */
const OF_TRAFFIC: readonly ViewPage[] = [
  'overview',
  'requests',
  'sessions',
  'users',
  'properties',
  'scores',
  'score',
];

export interface PageViews {
  views: View[]; // of this page
  current: View | undefined; // the one that was chosen, changed since or not
  search: Search; // of the page
  show: (view: View | undefined) => void; // undefined: the page without a view
}

export function useViews(page: ViewPage): PageViews {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const views = (useQuery(viewsQuery).data ?? []).filter(view => view.page === page);
  return {
    views,
    current: views.find(({ view_id: id }) => id === search.saved),
    search,
    show: view =>
      void navigate({
        to: '.',
        search: ({ range, live }: Search) =>
          (view ? ofView(view, { range, live }) : { range, live, saved: NO_VIEW }) as never,
      }),
  };
}

/** The parameters that the page is about to open with, because somebody came without any other wish: those of the default
 * view, else a filter without the calls that no application made. undefined: it has them; null: they are not known yet. */
export function useOpening(page: ViewPage): Search | null | undefined {
  const search: Search = useSearch({ strict: false });
  const plain = isPlain(search);
  const views = useQuery(viewsQuery);
  const properties = useQuery({
    ...propertyNamesQuery,
    enabled: plain && OF_TRAFFIC.includes(page),
  });
  return useMemo(() => {
    if (!plain) return undefined;
    if (views.isPending) return null;
    const view = defaultOf(views.data ?? [], page);
    if (view) return ofView(view, search);
    if (!OF_TRAFFIC.includes(page)) return undefined;
    if (properties.isPending) return null;
    const f = onlyTraffic(properties.data ?? []);
    return f && { range: search.range, live: search.live, f, saved: NO_VIEW };
  }, [plain, views, properties, page, search]);
}

export function useOpenDefault(page: ViewPage): void {
  const opening = useOpening(page);
  const navigate = useNavigate();
  useEffect(() => {
    if (opening) void navigate({ to: '.', search: opening as never, replace: true });
  }, [opening, navigate]);
}

/** One's own default precedes a shared one. */
function defaultOf(views: readonly View[], page: ViewPage): View | undefined {
  const defaults = views.filter(view => view.page === page && view.default);
  return defaults.find(view => !view.shared) ?? defaults[0];
}
