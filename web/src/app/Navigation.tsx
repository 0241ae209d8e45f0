import { CloseButton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { openAlertsQuery } from '../api/alerts';
import { Icon, Mark } from '../design/icons';
import { count } from '../lib/numbers';
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
              {to === '/alerts' && <FiringCount />}
            </Link>
          ))}
        </div>
      ))}
    </>
  );
}

/** How many alerts fire now; nothing if none does. */
function FiringCount() {
  const firing = useQuery(openAlertsQuery).data?.filter(each => each.firing).length;
  if (!firing) return null;
  return (
    <span className={classes.count}>
      <VisuallyHidden>, </VisuallyHidden>
      {count(firing)}
      <VisuallyHidden> firing</VisuallyHidden>
    </span>
  );
}
