import { useMemo } from 'react';
import { diffWords } from '../lib/wordDiff';
import classes from './WordDiff.module.css';

/** One of two texts with the words marked that the other one does not have: A's in blue, B's in orange. Show both sides beside
 * each other, or `side="both"` for one text with what was removed struck out. */
export function WordDiff({
  before,
  after,
  side,
}: {
  before: string; // A
  after: string; // B
  side: 'before' | 'after' | 'both';
}) {
  const runs = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <div className={classes.text}>
      {runs.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>;
        const isRemoved = kind === 'removed';
        if (side === (isRemoved ? 'after' : 'before')) return null;
        const Mark = side !== 'both' ? 'mark' : isRemoved ? 'del' : 'ins';
        return (
          <Mark key={index} className={isRemoved ? classes.removed : classes.added}>
            {text}
          </Mark>
        );
      })}
    </div>
  );
}
