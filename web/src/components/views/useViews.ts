import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type View, type ViewPage, viewsQuery } from '../../api/views';
import { isPlain, NO_VIEW, ofView } from '../../lib/viewSearch';

type Search = Record<string, unknown>;

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

/** The view that the page is about to open, because somebody came without any other wish; null: that is not known yet. */
export function useDefaultView(page: ViewPage): View | null | undefined {
  const search: Search = useSearch({ strict: false });
  const views = useQuery(viewsQuery);
  if (!isPlain(search)) return undefined;
  return views.isPending ? null : defaultOf(views.data ?? [], page);
}

export function useOpenDefaultView(page: ViewPage): void {
  const view = useDefaultView(page);
  const navigate = useNavigate();
  useEffect(() => {
    if (!view) return;
    void navigate({
      to: '.',
      search: ((before: Search) => ofView(view, before)) as never,
      replace: true,
    });
  }, [view, navigate]);
}

/** One's own default precedes a shared one. */
function defaultOf(views: readonly View[], page: ViewPage): View | undefined {
  const defaults = views.filter(view => view.page === page && view.default);
  return defaults.find(view => !view.shared) ?? defaults[0];
}
