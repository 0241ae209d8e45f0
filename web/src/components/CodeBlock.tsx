import { useMemo } from 'react';
import { highlight } from '../lib/highlight';
import classes from './CodeBlock.module.css';
import { CopyButton } from './CopyButton';

const MAX_CHARACTERS = 30_000; // colouring more takes too long

/** Code with colours and a button to copy it. */
export function CodeBlock({ code, language }: { code: string; language?: string }) {
  const tokens = useMemo(
    () => highlight(code, code.length > MAX_CHARACTERS ? undefined : language),
    [code, language],
  );
  return (
    <div className={classes.block}>
      <div className={classes.copy}>
        <CopyButton text={code} what="the code" />
      </div>
      <pre className={classes.code} tabIndex={0}>
        <code>
          {tokens.map(({ kind, text }, index) =>
            kind === 'plain' ? (
              text
            ) : (
              <span key={index} className={classes[kind]}>
                {text}
              </span>
            ),
          )}
        </code>
      </pre>
    </div>
  );
}
