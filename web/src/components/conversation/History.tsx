import type { ReactNode } from 'react';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { count } from '../../lib/numbers';
import { textOf } from './arrange';
import classes from './Conversation.module.css';
import type { Turn } from './turns';
import { useFold } from './useFold';

const PAGE = 100; // turns that are rendered at once

/** Earlier turns of a long conversation, folded to a line. */
export function History({ turns, children }: { turns: Turn[]; children: () => ReactNode[] }) {
  const [isOpen, setIsOpen] = useFold('history', () => turns.map(textOf));
  const [shown, setShown] = useState(PAGE);
  const characters = turns.reduce((sum, turn) => sum + textOf(turn).length, 0);
  return (
    <>
      <button
        type="button"
        className={`${classes.foldHead} ${classes.history}`}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {count(turns.length)} earlier messages
        · {count(characters)} characters
        <span className={classes.foldAction}>{isOpen ? 'Fold' : 'Show all'}</span>
      </button>
      {isOpen && children().slice(-shown)}
      {isOpen && shown < turns.length && (
        <Button size="xs" variant="default" onClick={() => setShown(shown + PAGE)}>
          Show {count(Math.min(PAGE, turns.length - shown))} more before these
        </Button>
      )}
    </>
  );
}
