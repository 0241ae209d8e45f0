import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { count } from '../../lib/numbers';
import { JsonTree } from '../json/JsonTree';
import classes from './Conversation.module.css';
import { Fold } from './Fold';
import { useIsSearched } from './searchedText';
import { parseJson, sections } from './text';

const Markdown = lazy(() => import('./Markdown'));

const MAX_CHARACTERS = 20_000; // rendering more takes too long
const MAX_JSON_CHARACTERS = 5_000_000;

/** A text with its long context folded. */
export function FoldedText({ text, formatted }: { text: string; formatted: boolean }) {
  return sections(text).map((section, index) =>
    section.isContext ? (
      <Fold key={index} kind="context" what="Context" text={section.text}>
        <TextView text={section.text} formatted={formatted} />
      </Fold>
    ) : (
      <TextView key={index} text={section.text} formatted={formatted} />
    ),
  );
}

/** The text of a message: JSON as a tree, other text formatted, or everything as it was sent. */
export function TextView({ text, formatted }: { text: string; formatted: boolean }) {
  const isSearched = useIsSearched(() => [text.slice(MAX_CHARACTERS)]);
  const [isWanted, setShowAll] = useState(false);
  const showAll = isWanted || isSearched;
  const json = formatted && text.length <= MAX_JSON_CHARACTERS ? parseJson(text) : null;
  if (json) return <JsonTree value={json} label="JSON" />;
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

/** A text that is JSON as a tree; anything else as it is. */
export function Structured({ text, label }: { text: string; label: string }) {
  const json = parseJson(text);
  return json ? (
    <JsonTree value={json} label={label} />
  ) : (
    <pre className={`${classes.plain} ${classes.mono}`}>{text}</pre>
  );
}
