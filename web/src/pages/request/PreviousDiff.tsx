import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { requestQuery } from '../../api/requests';
import type { RequestRow } from '../../api/requestList';
import { type Step, stepsQuery } from '../../api/steps';
import { addedTurns } from '../../components/conversation/added';
import { TurnList } from '../../components/conversation/Conversation';
import { callNames, turns } from '../../components/conversation/turns';
import { Panel } from '../../components/Panel';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import { WordDiff } from '../../components/WordDiff';
import { count } from '../../lib/numbers';
import classes from './RequestFacts.module.css';

/** What this call added to the conversation of the call before it in its session. */
export function PreviousDiff({ row }: { row: RequestRow }) {
  const steps = useQuery(stepsQuery(row.session_id ?? ''));
  return (
    <QueryState query={steps} what="the session" rows={4}>
      {({ data }) => {
        const previous = callBefore(data, row.request_id);
        return previous ? (
          <Difference row={row} previousId={previous} />
        ) : (
          <EmptyState title="This is the first call of its session">
            There is no call before it to compare it with.
          </EmptyState>
        );
      }}
    </QueryState>
  );
}

/** The id of the call that began last before this one. */
export function callBefore(steps: Step[], requestId: string): string | null {
  const calls = steps
    .filter(step => step.request_id !== null)
    .toSorted((a, b) => a.started_at.localeCompare(b.started_at));
  const at = calls.findIndex(step => step.request_id === requestId);
  return calls.slice(0, Math.max(at, 0)).at(-1)?.request_id ?? null;
}

function Difference({ row, previousId }: { row: RequestRow; previousId: string }) {
  const previous = useQuery(requestQuery(previousId));
  return (
    <QueryState query={previous} what="the call before" rows={4}>
      {before => <Added row={row} before={before} />}
    </QueryState>
  );
}

function Added({ row, before }: { row: RequestRow; before: RequestRow }) {
  const now = useMemo(() => turns(row.request_body, row.response_body), [row]);
  const found = useMemo(
    () => addedTurns(turns(before.request_body, before.response_body), now),
    [before, now],
  );
  const { kept, leftOut, added, system } = found;
  const names = useMemo(() => callNames(now), [now]);
  const asked = added.filter(({ answer }) => !answer).length;
  return (
    <Stack gap="md">
      <Text size="sm" c="var(--g-text-2)">
        Against{' '}
        <Link
          className={classes.link}
          to="/requests/$requestId"
          params={{ requestId: before.request_id }}
          search={now => ({ ...now, view: undefined })}
        >
          {before.session_path ?? before.request_id}
        </Link>
        : {count(kept)} messages kept, {count(asked)} added, {count(leftOut.length)} left out.
      </Text>
      {system && (
        <Panel title="The system prompt has changed">
          <WordDiff before={system[0]} after={system[1]} side="both" />
        </Panel>
      )}
      {before.model !== row.model && (
        <Panel title="The model has changed">
          <WordDiff before={before.model ?? ''} after={row.model ?? ''} side="both" />
        </Panel>
      )}
      {leftOut.length > 0 && (
        <Panel title="Left out">
          <TurnList all={leftOut} formatted names={names} />
        </Panel>
      )}
      <Panel title="Added">
        <TurnList all={added} formatted names={names} />
      </Panel>
    </Stack>
  );
}
