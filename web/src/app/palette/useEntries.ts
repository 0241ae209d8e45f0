import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { propertyNamesQuery, scoreNamesQuery } from '../../api/names';
import { viewsQuery } from '../../api/views';
import { ofView } from '../../lib/viewSearch';
import { PAGES } from '../pages';
import { type Entry, idEntries, matching } from './entries';

/** What the palette offers for a text. Names are asked for once it is open. */
export function useEntries(text: string): Entry[] {
  const scores = useQuery(scoreNamesQuery).data;
  const properties = useQuery(propertyNamesQuery).data;
  const views = useQuery(viewsQuery).data;
  const named = useMemo(
    (): Entry[] => [
      ...PAGES.map(({ to, label, icon }) => entry('page', label, icon, { to })),
      ...(views ?? []).map(view =>
        entry('saved view', view.name, PAGE_ICONS.get(view.page) ?? 'requests', {
          to: PAGE_PATHS[view.page] ?? '/',
          search: ofView(view, {}) as never,
        }),
      ),
      ...[...new Set((scores ?? []).map(({ name }) => name))].map(name =>
        entry('score', name, 'scores', { to: '/scores/$name', params: { name } }),
      ),
      ...(properties ?? []).map(name =>
        entry('property', name, 'properties', { to: '/properties', search: { name } }),
      ),
    ],
    [scores, properties, views],
  );
  return useMemo(() => [...matching(named, text), ...idEntries(text)], [named, text]);
}

const entry = (kind: string, label: string, icon: Entry['icon'], link: Entry['link']): Entry => ({
  key: `${kind} ${label}`,
  kind,
  label,
  icon,
  link,
});

const PAGE_ICONS = new Map(PAGES.map(({ to, icon }) => [to.slice(1) || 'overview', icon]));
const PAGE_PATHS = Object.fromEntries(PAGES.map(({ to }) => [to.slice(1) || 'overview', to]));
