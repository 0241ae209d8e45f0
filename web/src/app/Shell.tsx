import { AppShell, Burger, Group, NavLink, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useMatchRoute, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { AccountMenu } from './AccountMenu';
import { ColorSchemeSelect } from './ColorSchemeSelect';
import { ErrorBoundary } from './ErrorBoundary';
import { RangePicker } from './RangePicker';

const PAGES = [
  ['/', 'Overview'],
  ['/requests', 'Requests'],
  ['/scores', 'Scores'],
  ['/compare', 'Compare'],
  ['/properties', 'Properties'],
  ['/sessions', 'Sessions'],
  ['/users', 'Users'],
  ['/sql', 'SQL'],
  ['/status', 'Status'],
] as const;

/** The frame of every page: header, navigation and content. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const path = useRouterState({ select: state => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const previousPath = useRef(path);
  useEffect(() => {
    if (previousPath.current === path) return;
    previousPath.current = path;
    close();
    main.current?.focus(); // as a full page load would
  }, [path, close]);
  return (
    <AppShell
      header={{ height: { base: 96, sm: 56 } }}
      navbar={{ width: 180, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a
        className="skip"
        href="#main"
        onClick={event => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" gap="xs">
          <Group gap="xs">
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Navigation"
              aria-expanded={opened}
            />
            <Text fw={700}>Gnomon</Text>
          </Group>
          <Group gap="xs">
            <RangePicker />
            <ColorSchemeSelect />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Pages">
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1} style={{ outline: 'none' }}>
        <ErrorBoundary key={path}>
          <Outlet />
        </ErrorBoundary>
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation() {
  const matches = useMatchRoute();
  return PAGES.map(([to, label]) => {
    const active = Boolean(matches({ to, fuzzy: to !== '/' }));
    return (
      <NavLink
        key={to}
        label={label}
        active={active}
        aria-current={active ? 'page' : undefined}
        renderRoot={props => <Link to={to} {...props} />}
      />
    );
  });
}
