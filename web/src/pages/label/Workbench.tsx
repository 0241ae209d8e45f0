import { Progress, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { NextStep, Queue } from '../../api/queues';
import type { Definition } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { ErrorAlert } from '../../components/states';
import { EndOfQueue } from './EndOfQueue';
import { Exchange } from './Exchange';
import { OthersSaid, RaterButtons } from './RaterButtons';
import { ScoreControls } from './ScoreControls';
import { useFields } from './useFields';
import { useLabelKeys } from './useLabelKeys';
import { useLabelling } from './useLabelling';
import { askedOf } from './values';
import classes from './Label.module.css';

/** The item at hand at the left, what to say of it at the right. */
export function Workbench({
  queue,
  definitions,
  rater,
}: {
  queue: Queue;
  definitions: Definition[];
  rater: string;
}) {
  const [asked] = useState(() => askedOf(queue.scores, definitions));
  const labelling = useLabelling(queue.id, rater, asked);
  const { typed, value, comment, correction, notice, act } = useFields(labelling);
  useLabelKeys(act, labelling.undo);
  const { item, draft, setDraft } = labelling;
  return (
    <QueryState query={labelling.step} what="the next request" rows={8}>
      {step => (
        <>
          <ProgressLine step={step} />
          {item ? (
            <div className={classes.workbench}>
              <Exchange key={item.request_id} item={item} />
              <aside className={classes.panel} aria-label="Rating">
                <Instructions text={queue.instructions} />
                <ScoreControls asked={asked} labelling={labelling} typed={typed} inputRef={value} />
                <div role="status" className={classes.notice}>
                  {notice}
                </div>
                {labelling.error && (
                  <ErrorAlert error={labelling.error} retry={labelling.saveAgain} />
                )}
                <Textarea
                  ref={comment}
                  label="Comment (c), saved with the first score"
                  autosize
                  minRows={1}
                  maxRows={6}
                  value={draft.comment}
                  onChange={event => setDraft({ ...draft, comment: event.currentTarget.value })}
                  onKeyDown={leaveOnEnter}
                />
                <Textarea
                  ref={correction}
                  label="What the answer should have been (e)"
                  autosize
                  minRows={1}
                  maxRows={12}
                  value={draft.correction}
                  onChange={event => setDraft({ ...draft, correction: event.currentTarget.value })}
                  onKeyDown={leaveOnEscape}
                />
                <RaterButtons labelling={labelling} />
                <OthersSaid item={item} />
              </aside>
            </div>
          ) : (
            <EndOfQueue queue={queue} step={step} labelling={labelling} />
          )}
        </>
      )}
    </QueryState>
  );
}

function leaveOnEnter(event: React.KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key !== 'Escape' && (event.key !== 'Enter' || event.shiftKey)) return;
  event.preventDefault();
  event.currentTarget.blur();
}

function leaveOnEscape(event: React.KeyboardEvent<HTMLTextAreaElement>) {
  if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey)))
    event.currentTarget.blur();
}

function ProgressLine({ step: { mine, progress } }: { step: NextStep }) {
  const all = mine.done + mine.left;
  return (
    <div className={classes.progress}>
      <Progress
        value={all ? (100 * mine.done) / all : 0}
        size="sm"
        aria-label={`${mine.done} of ${all} done`}
      />
      <span>
        <strong>
          {mine.done} of {all}
        </strong>
        {mine.skipped > 0 && `, ${mine.skipped} skipped`}
        {progress.raters.length > 1 && ` · all raters: ${progress.done} of ${progress.items} done`}
      </span>
    </div>
  );
}

function Instructions({ text }: { text: string }) {
  if (!text) return null;
  return (
    <details open className={classes.instructions}>
      <summary>Instructions</summary>
      <div className={classes.text}>{text}</div>
    </details>
  );
}
