import { AppShell } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { PageTitle } from '../components/pageTitle';
import { ErrorBoundary } from './ErrorBoundary';
import { Header } from './Header';
import { Navigation } from './Navigation';
import { ShortcutScope } from './ShortcutScope';
import classes from './Shell.module.css';

/** The frame of every page: header, navigation and content. */
export function Shell() {
  const [opened, { toggle, close }] = useDisclosure();
  const [title, setTitle] = useState('');
  const pageTitle = useMemo(() => ({ title, setTitle }), [title]);
  const path = useRouterState({ select: state => state.location.pathname });
  const main = useRef<HTMLElement>(null);
  const previousPath = useRef(path);
  useEffect(() => {
    if (previousPath.current === path) return;
    previousPath.current = path;
    close();
    main.current?.focus({ preventScroll: true }); // as a full page load would
  }, [path, close]);
  return (
    <ShortcutScope>
      <PageTitle value={pageTitle}>
        <AppShell
          layout="alt"
          header={{ height: 52 }}
          navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
          padding={{ base: 'sm', sm: 'lg' }}
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
          <AppShell.Navbar className={classes.navigation} aria-label="Pages">
            <Navigation onClose={close} />
          </AppShell.Navbar>
          <AppShell.Header className={classes.header}>
            <Header opened={opened} onToggle={toggle} />
          </AppShell.Header>
          <AppShell.Main
            className={classes.main}
            id="main"
            ref={main}
            tabIndex={-1}
            style={{ outline: 'none' }}
          >
            <ErrorBoundary key={path}>
              <Outlet />
            </ErrorBoundary>
          </AppShell.Main>
        </AppShell>
      </PageTitle>
    </ShortcutScope>
  );
}
