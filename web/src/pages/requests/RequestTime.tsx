import type { MouseEvent } from 'react';
import type { RequestRow } from '../../api/requestList';
import { clockTime, localTime, shortTime, utcTime } from '../../lib/times';
import classes from './cells.module.css';

/** The time of a request: the clock's where headings say the day. A link, so that it can be opened in a new tab. Made of
 * plain elements: with dozens of rows in view, a <Link> and a <Tooltip> for each make scrolling slow. */
export function RequestTime({
  row: { request_created_at: at, request_id: id },
  isByTime,
}: {
  row: RequestRow;
  isByTime: boolean;
}) {
  const time = new Date(at);
  return (
    <a
      href={`/ui/requests/${encodeURIComponent(id)}${window.location.search}`}
      tabIndex={-1} // the keyboard opens the row itself
      onClick={handleClick}
      className={classes.time}
    >
      <time dateTime={at} title={`${localTime(time)}, ${utcTime(time)}`}>
        {isByTime ? clockTime(time) : shortTime(time)}
      </time>
    </a>
  );
}

/** Leaves ordinary clicks to the row, and clicks that open a new tab to the browser. */
function handleClick(event: MouseEvent) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation();
  else event.preventDefault();
}
