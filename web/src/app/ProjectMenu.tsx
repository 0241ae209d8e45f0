import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session';
import classes from './Shell.module.css';

/** The project whose calls the pages show. Renders nothing if no keys are configured: then there is one project. */
export function ProjectMenu() {
  const { data: session } = useQuery(sessionQuery);
  if (!session || session.open) return null;
  return (
    <div className={classes.project}>
      <span className={classes.projectName}>{session.name}</span>
    </div>
  );
}
