import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Panel } from '../../components/Panel';
import { Timestamp } from '../../components/Timestamp';
import type { Range } from '../../hooks/useRange';
import { count, duration } from '../../lib/numbers';
import { stepSessionsQuery } from './queries';
import classes from './SessionNames.module.css';

/** Sessions that have steps but no call; nothing if there are none. */
export function StepSessions({ range }: { range: Range }) {
  const { data } = useQuery(stepSessionsQuery(range));
  if (!data?.length) return null;
  return (
    <Panel title="Sessions without a call">
      <ul className={classes.steps}>
        {data.map(session => (
          <li key={session.session_id}>
            <Link to="/sessions/$sessionId" params={{ sessionId: session.session_id }}>
              {session.name}
            </Link>
            <Timestamp at={session.created_at} />
            <span>{duration(session.duration_ms)}</span>
            <span>
              {count(session.steps)} {session.steps === 1 ? 'step' : 'steps'}
            </span>
            {session.errors > 0 && (
              <span className={classes.failed}>{count(session.errors)} failed</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
