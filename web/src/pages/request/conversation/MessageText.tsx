import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { count } from '../../../lib/numbers';
import classes from './Conversation.module.css';

const Markdown = lazy(() => import('./Markdown'));

const FOLDED = 20_000; // characters; more take a browser too long to lay out each time somebody looks

/** A text of a message, formatted or as it is. */
export function Words({ text, formatted }: { text: string; formatted: boolean }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? text : text.slice(0, FOLDED);
  const plain = <div className={classes.plain}>{shown}</div>;
  return (
    <>
      {formatted && shown.length <= FOLDED ? (
        <Suspense fallback={plain}>
          <Markdown text={shown} />
        </Suspense>
      ) : (
        plain
      )}
      {shown.length < text.length && (
        <Button size="compact-xs" variant="default" onClick={() => setWhole(true)}>
          Show all {count(text.length)} characters
        </Button>
      )}
    </>
  );
}

/** JSON and the like. */
export function Verbatim({ text }: { text: string }) {
  return <pre className={`${classes.plain} ${classes.mono}`}>{text}</pre>;
}
