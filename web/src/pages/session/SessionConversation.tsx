import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { RequestRow } from '../../api/requestList';
import { mostKept } from '../../components/conversation/added';
import { TurnList } from '../../components/conversation/Conversation';
import { callNames, type Turn, turns } from '../../components/conversation/turns';
import { QueryState } from '../../components/QueryState';
import { cost, count, duration } from '../../lib/numbers';
import { callsQuery, sessionCondition } from './queries';
import classes from './SessionConversation.module.css';

const LOOKED_AT = 20; // calls before one, for what it repeats

/** A session as one conversation: of each call only what the calls before it did not have. */
export function SessionConversation({ sessionId }: { sessionId: string }) {
  const query = useInfiniteQuery(callsQuery(sessionId));
  const calls = useMemo(() => query.data?.pages.flatMap(page => page.calls) ?? [], [query.data]);
  const entries = useMemo(() => addedByCall(calls as RequestRow[]), [calls]);
  return (
    <QueryState query={query} what="the conversation" rows={6}>
      {() => (
        <Stack gap="lg" component="section" aria-label="Conversation of the session">
          {entries.map(entry => (
            <CallEntry key={entry.call.request_id} sessionId={sessionId} {...entry} />
          ))}
          {query.hasNextPage && (
            <Button
              size="xs"
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show the next calls
            </Button>
          )}
        </Stack>
      )}
    </QueryState>
  );
}

interface Entry {
  call: RequestRow;
  shown: Turn[];
  kept: number;
}

function addedByCall(calls: RequestRow[]): Entry[] {
  const before: Turn[][] = []; // most recent first
  return calls.map(call => {
    const all = turns(call.request_body, call.response_body);
    const { added, kept, system } = mostKept(before, all);
    before.unshift(all);
    before.length = Math.min(before.length, LOOKED_AT);
    const prompt: Turn[] = system?.[1]
      ? [{ role: 'system', parts: [{ kind: 'text', text: system[1] }], answer: false }]
      : [];
    return { call, shown: [...prompt, ...added], kept };
  });
}

function CallEntry({ sessionId, call, shown, kept }: Entry & { sessionId: string }) {
  const names = useMemo(
    () => callNames(turns(call.request_body, call.response_body)),
    [call.request_body, call.response_body],
  );
  return (
    <article className={classes.call} aria-label={`Call ${call.session_path ?? call.request_id}`}>
      <Text size="xs" c="var(--g-text-2)" className={classes.head}>
        <Link
          to="/requests/$requestId"
          params={{ requestId: call.request_id }}
          search={{ f: [sessionCondition(sessionId)], sort: 'created_at', asc: true }}
        >
          {call.session_path ?? call.request_id}
        </Link>{' '}
        · {call.model} · {duration(call.delay_ms)} · {cost(call.cost)}
        {kept > 0 && ` · ${count(kept)} messages as before`}
      </Text>
      <Stack gap="md">
        <TurnList all={shown} formatted names={names} />
      </Stack>
    </article>
  );
}
