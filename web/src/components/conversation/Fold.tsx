import type { ReactNode } from 'react';
import { count } from '../../lib/numbers';
import classes from './Conversation.module.css';
import { lineCount } from './text';
import { useFold } from './useFold';
import type { FoldKind } from './useUnfolded';

/** A long text that is folded to its first lines, with a line that says what it is and how long. */
export function Fold({
  kind,
  what,
  text,
  children,
}: {
  kind: FoldKind;
  what: string; // "System prompt"
  text: string;
  children: ReactNode; // the whole of it
}) {
  const [isOpen, setIsOpen] = useFold(kind, () => [text]);
  return (
    <div className={classes.fold}>
      <button
        type="button"
        className={classes.foldHead}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {what} · {count(text.length)}{' '}
        characters, {count(lineCount(text))} {lineCount(text) === 1 ? 'line' : 'lines'}
        <span className={classes.foldAction}>{isOpen ? 'Fold' : 'Show all'}</span>
      </button>
      {isOpen ? children : <div className={classes.clamped}>{text.trim().slice(0, 400)}</div>}
    </div>
  );
}
