import { Anchor, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { adviceFor, failureOf, firstCallsQuery } from '../../api/firstCalls';
import type { RequestRow } from '../../api/requestList';
import { Outcome } from '../../components/Outcome';
import { useHost } from '../../hooks/useHost';
import { duration } from '../../lib/numbers';
import classes from './connect.module.css';

/** Whether a call has come, and what became of it. Nothing once the installation is in use. */
export function FirstCall() {
  const { data } = useQuery(firstCallsQuery);
  const { needsKey } = useHost();
  if (!data || (data.any && !data.newest)) return null;
  if (!data.newest) {
    return (
      <Line tone="waiting">
        <Loader size={14} aria-hidden="true" />
        <span>
          Waiting for your first call. This page says when it comes.
          {needsKey &&
            ' A call without a key of this Gnomon is refused with status 401 and not logged.'}
        </span>
      </Line>
    );
  }
  return <Newest row={data.newest} isOnly={!data.works} />;
}

function Newest({ row, isOnly }: { row: RequestRow; isOnly: boolean }) {
  const failure = failureOf(row);
  const link = (
    <Anchor
      inherit
      renderRoot={props => (
        <Link to="/requests/$requestId" params={{ requestId: row.request_id }} {...props} />
      )}
    >
      Open the request
    </Anchor>
  );
  if (failure === null) {
    return (
      <Line tone="good">
        <span>
          Your last call came, and {row.model ?? 'the provider'} answered
          {row.outcome !== null && ` in ${duration(row.attempts.at(-1)?.latency_ms)}`}.
        </span>
        {link}
      </Line>
    );
  }
  return (
    <Line tone="bad">
      <Outcome status={row.response_status} outcome={row.outcome} />
      <span className={classes.failure}>
        {isOnly ? 'Your call came here, but it failed: ' : 'Your last call failed: '}
        {failure}
        <span className={classes.advice}>{adviceFor(row)}</span>
      </span>
      {link}
    </Line>
  );
}

function Line({ tone, children }: { tone: 'waiting' | 'good' | 'bad'; children: ReactNode }) {
  return (
    <div className={classes.first} data-tone={tone} role="status">
      {children}
    </div>
  );
}
