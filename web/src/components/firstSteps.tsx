import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { firstCallsQuery } from '../api/firstCalls';
import { useHost } from '../hooks/useHost';
import { FIRST_STEPS } from '../lib/snippets';
import { CopyButton } from './CopyButton';
import classes from './firstSteps.module.css';
import { EmptyState } from './states';

/** An empty list of requests: none fits, or there never was one; then a line to copy that makes one. */
export function NoRequests({ isFiltered }: { isFiltered: boolean }) {
  const { data } = useQuery(firstCallsQuery);
  if (data?.any === false) {
    return (
      <EmptyState title="No calls yet">
        Point your program at this address, for instance in the shell:
        <FirstStep of="requests" />
        <ConnectLink />
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No requests">
      {isFiltered
        ? 'No request in this time range matches. Remove a filter or choose a longer range.'
        : 'There are no requests in this time range. Choose a longer one.'}
    </EmptyState>
  );
}

/** No score was ever given: a line to copy that gives one. */
export function NoScores() {
  return (
    <EmptyState title="No scores yet">
      Score a request on its page, or send scores:
      <FirstStep of="scores" />
      <ConnectLink send="score" />
    </EmptyState>
  );
}

/** A line to copy that puts something into an empty list. */
export function FirstStep({ of }: { of: keyof typeof FIRST_STEPS }) {
  const code = FIRST_STEPS[of](useHost());
  return (
    <span className={classes.step}>
      <code>{code}</code>
      <CopyButton text={code} what="the line" />
    </span>
  );
}

function ConnectLink({ send }: { send?: string }) {
  return (
    <Anchor inherit renderRoot={props => <Link to="/connect" search={{ send }} {...props} />}>
      More ways to connect
    </Anchor>
  );
}
