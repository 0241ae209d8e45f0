import { type ReactNode, useEffect, useRef } from 'react';
import { ScoreValue } from '../ScoreValue';
import { StatusLabel } from '../StatusLabel';
import type { Target } from '../../api/targetScores';
import type { Submission } from './submissions';
import type { Score } from './listScores';
import { ScoreHistory, ScoreEntry } from './ScoreEntry';
import classes from './Scores.module.css';

/** A score with its current values and the controls to give one. The selected one also shows its history. */
export function ScoreRow({
  score,
  target,
  submission,
  isSelected,
  canScore,
  onSelect,
  children,
}: {
  score: Score;
  target: Target;
  submission: Submission | undefined; // the last value that was given here
  isSelected: boolean;
  canScore: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  const row = useRef<HTMLDivElement>(null);
  const isFirstRender = useRef(true);
  useEffect(() => {
    const mayScroll = !isFirstRender.current || scrollsSeparately(row.current);
    isFirstRender.current = false;
    if (isSelected && mayScroll) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected]);
  const { name, current, history, definition } = score;
  return (
    <div ref={row} className={`${classes.score} ${isSelected ? classes.chosen : ''}`}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.name}
          aria-pressed={isSelected}
          title={definition?.description ?? undefined}
          onClick={onSelect}
        >
          {name}
        </button>
        {submission && <SaveStatus submission={submission} />}
      </div>
      {current.map(record => (
        <ScoreEntry
          key={record.score_id}
          record={record}
          definition={definition}
          target={canScore && isSelected ? target : null}
        />
      ))}
      {isSelected && <ScoreHistory records={history} />}
      {children}
    </div>
  );
}

/** Whether the side panel scrolls on its own. Only then does scrolling it not move the text that somebody reads. */
function scrollsSeparately(row: HTMLElement | null): boolean {
  const side = row?.closest('aside');
  return Boolean(side && side.scrollHeight > side.clientHeight);
}

/** Says "saved" only after the server has confirmed it. */
function SaveStatus({ submission: { status, score } }: { submission: Submission }) {
  return (
    <span role="status" className={classes.saving}>
      {status === 'pending' && <ScoreValue value={score.value} />}
      {status === 'pending' && <StatusLabel tone="unsure">saving</StatusLabel>}
      {status === 'success' && <StatusLabel tone="good">saved</StatusLabel>}
      {status === 'error' && <StatusLabel tone="bad">not saved</StatusLabel>}
    </span>
  );
}
