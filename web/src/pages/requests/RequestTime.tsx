import type { MouseEvent } from 'react';
import type { RequestRow } from '../../api/requestList';
import { localTime, utcTime } from '../../lib/times';

/** When it was made; a link, so that it can be opened beside the list. Plain elements: there are dozens in view, and a
 * <Link> and a <Tooltip> for each make scrolling slow. */
export function RequestTime({
  row: { request_created_at: at, request_id: id },
}: {
  row: RequestRow;
}) {
  const moment = new Date(at);
  return (
    <a
      href={`/ui/requests/${encodeURIComponent(id)}${window.location.search}`}
      tabIndex={-1} // the row itself is opened by Enter
      onClick={openBeside}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      <time dateTime={at} title={utcTime(moment)}>
        {localTime(moment)}
      </time>
    </a>
  );
}

/** An ordinary click is the row's. */
function openBeside(event: MouseEvent) {
  if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation();
  else event.preventDefault();
}
