import type { Change } from './changes';
import classes from './overview.module.css';

/** A change against the period before: green or red only where it is certain. */
export function ChangeNote({ change }: { change: Change | null }) {
  if (!change) return null;
  return (
    <span className={classes.change} data-tone={change.tone} title={change.hint}>
      {change.text}
    </span>
  );
}
