import type { MouseEvent } from 'react';
import type { RequestRow } from '../../api/requestList';
import { localTime, utcTime } from '../../lib/times';

/** The time of a request. A link, so that it can be opened in a new tab. Made of plain elements: with dozens of rows in
 * view, a <Link> and a <Tooltip> for each make scrolling slow. */
export function RequestTime({
  row: { request_created_at: at, request_id: id },
}: {
  row: RequestRow;
}) {
  const time = new Date(at);
  return (
    <a
      href={`/ui/requests/${encodeURIComponent(id)}${window.location.search}`}
      tabIndex={-1} // the keyboard opens the row itself
      onClick={handleClick}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      <time dateTime={at} title={utcTime(time)}>
        {localTime(time)}
      </time>
    </a>
  );
}

/** Leaves ordinary clicks to the row, and clicks that open a new tab to the browser. */
function handleClick(event: MouseEvent) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation();
  else event.preventDefault();
}
