import { Link } from '@tanstack/react-router';
import { Icon } from '../../design/icons';
import type { OpenAlert } from '../../api/alerts';
import { inShort } from './fired';
import classes from './overview.module.css';

/** What an alert has found, with the way to the event in its history. */
export function FiredLink({
  alert,
  event,
}: {
  alert: OpenAlert;
  event: OpenAlert['events'][number];
}) {
  return (
    <Link
      to="/alerts"
      search={({ range, live }) => ({ range, live, id: alert.id })}
      hash={`event-${event.number}`}
      className={classes.finding}
      data-tone={event.change ? 'neutral' : 'worse'}
      title={event.text}
    >
      <Icon name="alerts" size={14} /> <b>{alert.name}:</b> {inShort(event.text)}
    </Link>
  );
}
