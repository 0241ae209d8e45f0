import { CloseButton } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { Icon, Mark } from '../design/icons';
import { ProjectMenu } from './ProjectMenu';
import { NAVIGATION, pageOf } from './pages';
import classes from './Shell.module.css';

/** The column at the left: the mark, the project, and the pages by group. */
export function Navigation({ onClose }: { onClose: () => void }) {
  const path = useRouterState({ select: state => state.location.pathname });
  const current = pageOf(path);
  return (
    <>
      <div className={classes.brand}>
        <Mark />
        Gnomon
        <CloseButton
          ml="auto"
          hiddenFrom="sm"
          aria-label="Close the navigation"
          onClick={onClose}
        />
      </div>
      <ProjectMenu />
      {NAVIGATION.map(({ title, pages }) => (
        <div key={title ?? ''} className={classes.group}>
          {title && <div className={classes.groupTitle}>{title}</div>}
          {pages.map(({ to, label, icon }) => (
            <Link
              key={to}
              to={to}
              className={classes.link}
              data-active={current?.to === to || undefined}
              aria-current={current?.to === to ? 'page' : undefined}
            >
              <Icon name={icon} />
              {label}
            </Link>
          ))}
        </div>
      ))}
    </>
  );
}
