import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { count } from '../../../lib/numbers';
import classes from './Conversation.module.css';

const Markdown = lazy(() => import('./Markdown'));

const MAX_CHARACTERS = 20_000; // rendering more takes too long

/** The text of a message, formatted or as it was sent. */
export function MessageText({ text, formatted }: { text: string; formatted: boolean }) {
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? text : text.slice(0, MAX_CHARACTERS);
  const plain = <div className={classes.plain}>{shown}</div>;
  return (
    <>
      {formatted && shown.length <= MAX_CHARACTERS ? (
        <Suspense fallback={plain}>
          <Markdown text={shown} />
        </Suspense>
      ) : (
        plain
      )}
      {shown.length < text.length && (
        <Button size="compact-xs" variant="default" onClick={() => setShowAll(true)}>
          Show all {count(text.length)} characters
        </Button>
      )}
    </>
  );
}

/** Preformatted text, such as JSON. */
export function Preformatted({ text }: { text: string }) {
  return <pre className={`${classes.plain} ${classes.mono}`}>{text}</pre>;
}
