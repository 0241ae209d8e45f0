import type { KeyboardEvent } from 'react';
import { count } from '../../lib/numbers';
import classes from './JsonTree.module.css';
import type { JsonRow } from './jsonRows';

const SHORT = 300; // characters of a text that is not open

/** A row of a JsonTree. */
export function JsonLine({
  row,
  isReachable,
  onFocus,
  onKeyDown,
  onToggle,
}: {
  row: JsonRow;
  isReachable: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onToggle: () => void;
}) {
  const canOpen = row.size !== null || (typeof row.value === 'string' && row.value.length > SHORT);
  return (
    <div
      role="treeitem"
      className={classes.row}
      style={{ paddingInlineStart: 6 + row.depth * 16 }}
      aria-level={row.depth + 1}
      aria-expanded={canOpen ? row.isOpen : undefined}
      tabIndex={isReachable ? 0 : -1}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={() => {
        const isSelecting = window.getSelection()?.toString(); // somebody marks text to copy it
        if ((canOpen || row.hidden) && !isSelecting) onToggle();
      }}
    >
      <span className={classes.sign} aria-hidden="true">
        {canOpen ? (row.isOpen ? '▾' : '▸') : ''}
      </span>
      {row.name !== null && <span className={classes.name}>{row.name}:</span>}
      {row.hidden ? (
        <span className={classes.size}>{count(row.hidden)} more: press Enter to show them</span>
      ) : (
        <Value row={row} />
      )}
    </div>
  );
}

function Value({ row: { value, size, isOpen } }: { row: JsonRow }) {
  if (size !== null) {
    const [from, to] = Array.isArray(value) ? '[]' : '{}';
    const unit = Array.isArray(value) ? 'items' : 'keys';
    return (
      <span className={classes.size}>
        {isOpen ? `${from} ${count(size)} ${unit}` : `${from}…${to} ${count(size)} ${unit}`}
      </span>
    );
  }
  if (typeof value === 'string') return <Text text={value} isOpen={isOpen} />;
  return <span className={classes.literal}>{String(value)}</span>;
}

/** A text with its line breaks, in quotes. */
function Text({ text, isOpen }: { text: string; isOpen: boolean }) {
  const shown = isOpen ? text : text.slice(0, SHORT);
  return (
    <span className={classes.text}>
      “{shown}
      {shown.length < text.length ? (
        <span className={classes.size}>… {count(text.length)} characters</span>
      ) : (
        '”'
      )}
    </span>
  );
}
