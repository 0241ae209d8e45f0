import { Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { count } from '../../lib/numbers';
import { Panel } from '../Panel';
import { QueryState } from '../QueryState';
import { AddScore } from './AddScore';
import type { Score } from './listScores';
import { ScoreRow } from './ScoreRow';
import classes from './Scores.module.css';
import { THUMBS } from './submissions';
import { Thumbs } from './Thumbs';
import type { Scoring } from './useScoring';
import { CommentField, ValueForm } from './ValueForm';

const MAX_OFFERED = 12; // the panel of hundreds of definitions would hide everything else

/** The scores of a request or session: those given, then those that are defined, with their controls; all others by name. */
export function ScorePanel({
  scoring,
  onSelect,
}: {
  scoring: Scoring;
  onSelect: (name: string) => void;
}) {
  const { canScore, queries, given, offered, others, selected, give, submissionOf } = scoring;
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? offered : firstOf(offered, selected);
  const row = (score: Score) => (
    <ScoreRow
      key={score.name}
      score={score}
      target={scoring.target}
      submission={submissionOf(score.name)}
      isSelected={score === selected}
      canScore={canScore}
      onSelect={() => onSelect(score.name)}
    >
      {canScore && (score === selected || !score.current.length) && (
        <ScoreForm score={score} scoring={scoring} isSelected={score === selected} />
      )}
    </ScoreRow>
  );
  return (
    <Panel title="Scores" aside={canScore && <AuthorField author={scoring.author} />}>
      <Thumbs
        target={scoring.target}
        submission={submissionOf(THUMBS)}
        onGive={canScore ? up => give(THUMBS, up) : null}
      />
      <Text size="sm" role="status" mih={0}>
        {scoring.notice}
      </Text>
      <Loaded queries={queries}>
        {() => (
          <div>
            {given.map(row)}
            {canScore && shown.map(row)}
            {!given.length && !canScore && <span className={classes.by}>No scores</span>}
          </div>
        )}
      </Loaded>
      {canScore && shown.length < offered.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setShowAll(true)}>
          Show {count(offered.length - shown.length)} more defined scores
        </Button>
      )}
      {canScore && <AddScore names={others} onSelect={onSelect} />}
    </Panel>
  );
}

/** Waits for definitions and names too: without them, a key could mean something else than a moment later. */
function Loaded({ queries, children }: { queries: Scoring['queries']; children: () => ReactNode }) {
  const [scores, definitions, names] = queries;
  return (
    <QueryState query={scores} what="the scores">
      {() => (
        <QueryState query={definitions} what="the definitions">
          {() => (
            <QueryState query={names} what="the names of scores">
              {children}
            </QueryState>
          )}
        </QueryState>
      )}
    </QueryState>
  );
}

function firstOf(offered: Score[], selected: Score | undefined): Score[] {
  const first = offered.slice(0, MAX_OFFERED);
  return selected && offered.includes(selected) && !first.includes(selected)
    ? [...first, selected]
    : first;
}

function ScoreForm({
  score,
  scoring,
  isSelected,
}: {
  score: Score;
  scoring: Scoring;
  isSelected: boolean;
}) {
  return (
    <>
      <ValueForm
        score={score}
        valueRef={isSelected ? scoring.valueRef : undefined}
        onGive={value => scoring.give(score.name, value)}
      />
      {isSelected && (
        <CommentField
          name={score.name}
          inputRef={scoring.commentRef}
          text={scoring.comment}
          onChange={scoring.setComment}
        />
      )}
    </>
  );
}

function AuthorField({ author: { input, fallback, setInput } }: { author: Scoring['author'] }) {
  return (
    <label className={classes.author}>
      Scoring as
      <input
        className={classes.authorInput}
        placeholder={fallback}
        value={input}
        onChange={event => setInput(event.currentTarget.value)}
      />
    </label>
  );
}
