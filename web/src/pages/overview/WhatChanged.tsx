import { UnstyledButton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OpenAlert } from '../../api/alerts';
import type { Definition } from '../../api/scores';
import { count } from '../../lib/numbers';
import { FiredLink } from './FiredLink';
import { type Finding, findings, testedCount } from './findings';
import classes from './overview.module.css';
import type { Changes } from './queries';

/** What alerts have found, and what changed for certain since the time before, each with the way to what explains it. One line, whatever comes: nothing
 * below it moves. What does not fit into it is opened by a click. */
export function WhatChanged({
  changes,
  definitions,
  before,
  alerts,
}: {
  changes: UseQueryResult<Changes>;
  definitions: readonly Definition[];
  before: string;
  alerts: readonly OpenAlert[];
}) {
  const [open, setOpen] = useState(false);
  const found = findings(changes.data ?? {}, definitions);
  const fired = alerts.flatMap(alert => alert.events.map(event => ({ alert, event })));
  const total = found.length + fired.length;
  return (
    <section className={classes.findings} aria-label="What changed" data-open={open || undefined}>
      {fired.map(each => (
        <FiredLink key={each.event.id} {...each} />
      ))}
      {found.map(each => (
        <ExplainLink key={each.name} finding={each} />
      ))}
      {!total && <span className={classes.quiet}>{nothingFound(changes, before)}</span>}
      {total > 1 && (
        <UnstyledButton
          className={classes.allFindings}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'On one line' : `All ${count(total)}`}
        </UnstyledButton>
      )}
    </section>
  );
}

function nothingFound({ data, error }: UseQueryResult<Changes>, before: string): string {
  if (!data) return error ? `What changed is not known: ${error.message}` : '…';
  const tested = testedCount(data);
  return tested
    ? `No clear change against ${before}, corrected for ${count(tested)} comparisons.`
    : `Nothing in ${before} to compare with.`;
}

function ExplainLink({ finding: { of, name, text, tone } }: { finding: Finding }) {
  const shown = {
    className: classes.finding,
    'data-tone': tone,
    title: `${name} ${text}: what explains the change`,
    children: (
      <>
        <b>{name}</b> {text}
      </>
    ),
  };
  return 'score' in of ? (
    <Link
      to="/scores/$name"
      params={{ name: of.score }}
      hash="explanation"
      search={({ range, live, f, unit }) => ({
        ...{ range, live, f, unit },
        type: of.type,
        label: of.label ?? undefined,
      })}
      {...shown}
    />
  ) : (
    <Link to="/explain" search={before => ({ ...before, metric: of.metric })} {...shown} />
  );
}
