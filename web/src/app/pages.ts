import type { LinkProps } from '@tanstack/react-router';
import type { IconName } from '../design/icons';

export interface NavigationPage {
  to: LinkProps['to'] & string;
  label: string;
  icon: IconName;
}

interface NavigationGroup {
  title?: string;
  pages: NavigationPage[];
}

/** The pages in the navigation and in the command palette. A new page adds one row. */
export const NAVIGATION: NavigationGroup[] = [
  {
    pages: [
      { to: '/', label: 'Overview', icon: 'overview' },
      { to: '/requests', label: 'Requests', icon: 'requests' },
      { to: '/sessions', label: 'Sessions', icon: 'sessions' },
      { to: '/users', label: 'Users', icon: 'users' },
      { to: '/properties', label: 'Properties', icon: 'properties' },
    ],
  },
  {
    title: 'Quality',
    pages: [
      { to: '/scores', label: 'Scores', icon: 'scores' },
      { to: '/compare', label: 'Compare', icon: 'compare' },
      { to: '/experiments', label: 'Experiments', icon: 'experiments' },
      { to: '/label', label: 'Label', icon: 'label' },
      { to: '/raters', label: 'Raters', icon: 'raters' },
      { to: '/evaluators', label: 'Evaluators', icon: 'evaluators' },
      { to: '/alerts', label: 'Alerts', icon: 'alerts' },
      { to: '/replays', label: 'Replay', icon: 'replay' },
    ],
  },
  {
    title: 'Set-up',
    pages: [
      { to: '/connect', label: 'Connect', icon: 'connect' },
      { to: '/webhooks', label: 'Webhooks', icon: 'webhooks' },
      { to: '/sql', label: 'SQL', icon: 'sql' },
      { to: '/status', label: 'Status', icon: 'status' },
    ],
  },
];

export const PAGES: NavigationPage[] = NAVIGATION.flatMap(({ pages }) => pages);

/** The page of the navigation that a path belongs to. */
export const pageOf = (path: string): NavigationPage | undefined =>
  PAGES.find(({ to }) => path === to || (to !== '/' && path.startsWith(`${to}/`)));
