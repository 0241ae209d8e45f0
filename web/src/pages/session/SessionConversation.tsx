import { Button, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { TurnList } from '../../components/conversation/Conversation';
import { QueryState } from '../../components/QueryState';
import { count } from '../../lib/numbers';
import { useCallsInView } from './useCallsInView';
import { conversationQuery, type Entry, sessionCondition } from './queries';
import classes from './SessionConversation.module.css';

/** A session as one conversation: of each call only what the calls before it did not have. The next calls are loaded as the
 * reader comes near the last one. */
export function SessionConversation({ sessionId }: { sessionId: string }) {
  const query = useInfiniteQuery(conversationQuery(sessionId));
  const entries = useMemo(
    () => query.data?.pages.flatMap(page => page.entries) ?? [],
    [query.data],
  );
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  return (
    <QueryState query={query} what="the conversation" rows={6}>
      {() => (
        <section aria-label="Conversation of the session">
          <Entries
            key={sessionId}
            sessionId={sessionId}
            entries={entries}
            onEnd={hasNextPage && !isFetching && !isError ? () => void fetchNextPage() : undefined}
          />
          {hasNextPage && (
            <Button
              size="xs"
              variant="default"
              loading={query.isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              Show the next calls
            </Button>
          )}
        </section>
      )}
    </QueryState>
  );
}

/** Only the calls in view and a few around them are drawn. */
function Entries({
  sessionId,
  entries,
  onEnd,
}: {
  sessionId: string;
  entries: Entry[];
  onEnd: (() => void) | undefined; // undefined: there is nothing to load
}) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0); // pixels of the page above the list
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtual = useCallsInView(entries, top);
  const items = virtual.getVirtualItems();
  const isNearEnd = (items.at(-1)?.index ?? 0) >= entries.length - 1;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, onEnd]);
  return (
    <div ref={list} style={{ height: virtual.getTotalSize() }}>
      <div style={{ transform: `translateY(${(items[0]?.start ?? top) - top}px)` }}>
        {items.map(({ index, key }) => (
          <div key={key} ref={virtual.measureElement} data-index={index} className={classes.call}>
            <CallEntry sessionId={sessionId} entry={entries[index]!} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** Not drawn again while the reader scrolls. */
const CallEntry = memo(function CallEntry({
  sessionId,
  entry,
}: {
  sessionId: string;
  entry: Entry;
}) {
  const { requestId, path, facts, shown, kept, names } = entry;
  return (
    <article aria-label={`Call ${path ?? requestId}`}>
      <Text size="xs" c="var(--g-text-2)" className={classes.head}>
        <Link
          to="/requests/$requestId"
          params={{ requestId }}
          search={{ f: [sessionCondition(sessionId)], sort: 'created_at', asc: true }}
        >
          {path ?? requestId}
        </Link>{' '}
        · {facts.join(' · ')}
        {kept > 0 && ` · ${count(kept)} messages as before`}
      </Text>
      <Stack gap="md">
        <TurnList all={shown} formatted names={names} />
      </Stack>
    </article>
  );
});
