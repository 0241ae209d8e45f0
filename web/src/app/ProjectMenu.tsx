import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { leaveDemo } from '../api/project';
import { sessionQuery } from '../api/session';
import classes from './Shell.module.css';

/** The project whose calls the pages show. Renders nothing if no keys are configured: then there is one project, beside
 * the demo. */
export function ProjectMenu() {
  const { data: session } = useQuery(sessionQuery);
  const { project } = useSearch({ strict: false });
  if (project) {
    return (
      <div className={classes.project}>
        <span className={classes.projectName}>Demo project</span>
        <CloseButton size="xs" aria-label="Leave the demo project" onClick={leaveDemo} />
      </div>
    );
  }
  if (!session || session.open) return null;
  return (
    <div className={classes.project}>
      <span className={classes.projectName}>{session.name}</span>
    </div>
  );
}
