import type { RequestRow } from '../../api/requestList';
import { ModelCell, PromptCell, StatusCell } from './cells';
import classes from './cells.module.css';
import { RequestTime } from './RequestTime';

/** A row of a telephone's list: the prompt, and below it when it was, what came of it, and which model. */
export function TwoLines({
  row,
  terms,
  isByTime,
}: {
  row: RequestRow;
  terms: readonly string[];
  isByTime: boolean;
}) {
  return (
    <span className={classes.lines}>
      <span className={classes.cut}>
        <PromptCell row={row} terms={terms} />
      </span>
      <span className={`${classes.cut} ${classes.below}`}>
        <RequestTime row={row} isByTime={isByTime} />
        <StatusCell row={row} />
        <ModelCell model={row.model} />
      </span>
    </span>
  );
}
