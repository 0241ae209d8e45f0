import { useMemo } from 'react';
import { Link } from '@tanstack/react-router';
import type { Step } from '../../api/steps';
import { totalsOf } from '../../components/steps/visibleSteps';
import { cost, count, duration } from '../../lib/numbers';
import classes from './SessionPage.module.css';

/** The totals of a session in a line. */
export function SessionFacts({
  steps,
  truncated,
  name,
  users,
}: {
  steps: Step[];
  truncated: boolean;
  name: string | null;
  users: string[];
}) {
  const totals = useMemo(() => totalsOf(steps), [steps]);
  return (
    <p className={classes.facts}>
      {name && <span>{name}</span>}
      <span>
        {truncated && 'the first '}
        {count(totals.steps)} {totals.steps === 1 ? 'step' : 'steps'}, {count(totals.calls)}{' '}
        {totals.calls === 1 ? 'call' : 'calls'}
      </span>
      <span className={totals.errors ? classes.failed : undefined}>
        {totals.errors ? `${count(totals.errors)} failed` : 'none failed'}
      </span>
      <span>{duration(totals.duration_ms)}</span>
      <span>
        {count(totals.promptTokens)} → {count(totals.completionTokens)} tokens
      </span>
      <span>{cost(totals.cost)}</span>
      {users.slice(0, 5).map(user => (
        <Link key={user} to="/requests" search={{ f: [{ field: 'user', op: 'is', value: user }] }}>
          {user}
        </Link>
      ))}
      {users.length > 5 && <span>{count(users.length - 5)} more users</span>}
    </p>
  );
}
