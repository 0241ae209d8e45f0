import { Burger } from '@mantine/core';
import { Link, useMatches, useRouterState } from '@tanstack/react-router';
import { usePageTitle } from '../components/pageTitle';
import { AccountMenu } from './AccountMenu';
import { ColorSchemeMenu } from './ColorSchemeMenu';
import { pageOf } from './pages';
import { PaletteButton } from './PaletteButton';
import { LiveSwitch, RangePicker } from './RangePicker';
import classes from './Shell.module.css';

/** The line above every page: where one is, the time range where it has an effect, and what concerns the viewer. */
export function Header({ opened, onToggle }: { opened: boolean; onToggle: () => void }) {
  const match = useMatches({ select: matches => matches.at(-1) });
  const { time = ALWAYS } = match?.staticData ?? {};
  const shown = time(match?.search ?? {});
  return (
    <div className={classes.bar}>
      <Burger
        opened={opened}
        onClick={onToggle}
        hiddenFrom="sm"
        size="sm"
        aria-label="Navigation"
        aria-expanded={opened}
      />
      <Crumbs />
      <PaletteButton />
      {shown === 'range' && <RangePicker />}
      {shown !== 'none' && <LiveSwitch />}
      <ColorSchemeMenu />
      <AccountMenu />
    </div>
  );
}

const ALWAYS = () => 'range' as const;

/** The page of the navigation and, below it, what the page itself is called. */
function Crumbs() {
  const path = useRouterState({ select: state => state.location.pathname });
  const title = usePageTitle();
  const page = pageOf(path);
  if (!page || page.to === path || path === '/') return <div className={classes.crumbs} />;
  return (
    <div className={classes.crumbs}>
      <Link to={page.to}>{page.label}</Link>
      {' / '}
      <span className={classes.here}>{title}</span>
    </div>
  );
}
