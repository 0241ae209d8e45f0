import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { propertyNamesQuery, scoreNamesQuery } from '../../api/names';
import { demoQuery } from '../../api/demo';
import { DEMO, DEMO_NAME } from '../../api/project';
import { ownProjects, sessionQuery } from '../../api/session';
import { viewsQuery } from '../../api/views';
import { useProject } from '../../hooks/useProject';
import { ofView } from '../../lib/viewSearch';
import { PAGES } from '../pages';
import { type Entry, idEntries, matching } from './entries';

/** What the palette offers for a text. Names are asked for once it is open. */
export function useEntries(text: string): Entry[] {
  const scores = useQuery(scoreNamesQuery).data;
  const properties = useQuery(propertyNamesQuery).data;
  const views = useQuery(viewsQuery).data;
  const projects = useProjects();
  const named = useMemo(
    (): Entry[] => [
      ...PAGES.map(({ to, label, icon }) => entry('page', label, icon, { to })),
      ...(views ?? []).map(view =>
        entry('saved view', view.name, PAGE_ICONS.get(view.page) ?? 'requests', {
          to: PAGE_PATHS[view.page] ?? '/',
          search: ofView(view, {}) as never,
        }),
      ),
      ...projects.map(({ id, name }) => entry('project', name, 'account', { project: id })),
      ...[...new Set((scores ?? []).map(({ name }) => name))].map(name =>
        entry('score', name, 'scores', { to: '/scores/$name', params: { name } }),
      ),
      ...(properties ?? []).map(name =>
        entry('property', name, 'properties', { to: '/properties', search: { name } }),
      ),
    ],
    [scores, properties, views, projects],
  );
  return useMemo(() => [...matching(named, text), ...idEntries(text)], [named, text]);
}

/** Those of the viewer's keys and the demo, but for the one that is open. */
function useProjects(): { id: string; name: string }[] {
  const session = useQuery(sessionQuery).data;
  const hasDemo = Boolean(useQuery(demoQuery).data);
  const current = useProject();
  return useMemo(() => {
    const own = session ? ownProjects(session) : [];
    const all = own.map(({ project, name }) => ({ id: `${project}`, name }));
    if (hasDemo) all.push({ id: DEMO, name: DEMO_NAME });
    return all.filter(({ id }) => id !== current);
  }, [session, hasDemo, current]);
}

const entry = (kind: string, label: string, icon: Entry['icon'], opens: Entry['opens']): Entry => ({
  key: `${kind} ${label}`,
  kind,
  label,
  icon,
  opens,
});

const PAGE_ICONS = new Map(PAGES.map(({ to, icon }) => [to.slice(1) || 'overview', icon]));
const PAGE_PATHS = Object.fromEntries(PAGES.map(({ to }) => [to.slice(1) || 'overview', to]));
