import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import { CopyButton } from '../CopyButton';
import { EmptyState } from '../states';
import classes from './Conversation.module.css';
import { Fold } from './Fold';
import { History } from './History';
import { PartView, type PartContext } from './PartView';
import { arrange, textOf } from './arrange';
import { TextView } from './TextView';
import { isLong } from './text';
import { callNames, type Turn, turns } from './turns';

export const ANSWER_ID = 'answer';

/** The messages of a request and its response. What is long or before the last question is folded, so that the answer is on
 * the first screen. */
export function Conversation({
  request,
  response,
  formatted,
}: {
  request: unknown;
  response: unknown;
  formatted: boolean;
}) {
  const all = useMemo(() => turns(request, response), [request, response]);
  const names = useMemo(() => callNames(all), [all]);
  if (!all.length) {
    return (
      <EmptyState title="No bodies">
        The caller opted out of logging them, their retention period is over, or they have not been
        stored yet.
      </EmptyState>
    );
  }
  return (
    <Stack gap="md" component="section" aria-label="Conversation">
      <TurnList all={all} formatted={formatted} names={names} />
    </Stack>
  );
}

/** Turns with the long way to the last question folded. */
export function TurnList({ all, ...shown }: Omit<PartContext, 'folds'> & { all: Turn[] }) {
  const firstAnswer = all.findIndex(({ answer }) => answer);
  const view = (turn: Turn, index: number) => (
    <TurnView
      key={index}
      id={index === firstAnswer ? ANSWER_ID : undefined}
      turn={turn}
      {...shown}
      folds={!turn.answer}
    />
  );
  return arrange(all).map(run =>
    run.isFolded ? (
      <History key={`history ${run.from}`} turns={all.slice(run.from, run.to)}>
        {() => all.slice(run.from, run.to).map((turn, index) => view(turn, run.from + index))}
      </History>
    ) : (
      all.slice(run.from, run.to).map((turn, index) => view(turn, run.from + index))
    ),
  );
}

function TurnView({ id, turn, ...shown }: PartContext & { id?: string; turn: Turn }) {
  const colour = turn.role === 'error' ? classes.error : turn.answer ? classes.answer : '';
  const text = textOf(turn);
  const isSystem = /^(system|developer)$/.test(turn.role);
  return (
    <article
      id={id}
      tabIndex={id ? -1 : undefined}
      className={`${classes.turn} ${colour} ${turn.role === 'user' ? classes.user : ''}`}
      aria-label={turn.role}
    >
      <div className={classes.turnHead}>
        <span className={classes.role}>{turn.role}</span>
        <span className={classes.note}>{[turn.name, turn.note].filter(Boolean).join(' · ')}</span>
        {text && <CopyButton text={text} what={`the ${turn.role} message`} />}
      </div>
      {isSystem && isLong(text) ? (
        <Fold kind="system" what="System prompt" text={text}>
          <TextView text={text} formatted={shown.formatted} />
        </Fold>
      ) : (
        <Stack gap="xs">
          {turn.parts.map((part, index) => (
            <PartView key={index} part={part} {...shown} />
          ))}
        </Stack>
      )}
    </article>
  );
}
