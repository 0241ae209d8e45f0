import { Anchor, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { QueryState } from '../../components/QueryState';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { SessionStats } from './SessionStats';
import { callsQuery, sessionCondition } from './queries';
import { SessionScores } from './SessionScores';
import { Timeline } from './Timeline';

/** A whole session, regardless of the page's time range: totals, scores, and a timeline of its calls. */
export default function SessionPage() {
  const { sessionId: id } = useParams({ from: '/sessions/$sessionId' });
  const { live, key } = useRange();
  const rangeKey = live ? key : ''; // the session is loaded again only while "Live" is on
  const query = useInfiniteQuery(callsQuery(id, rangeKey));
  const calls = useMemo(() => query.data?.pages.flatMap(page => page.calls), [query.data]);
  const name = calls?.find(call => call.session_name !== null)?.session_name;
  return (
    <Page
      title={id}
      actions={
        <Group gap="sm">
          <CopyButton text={id} what="the session id" />
          <Anchor
            size="sm"
            renderRoot={props => (
              <Link {...props} to="/requests" search={{ f: [sessionCondition(id)] }} />
            )}
          >
            Requests of this session
          </Anchor>
          <Anchor size="sm" renderRoot={props => <Link {...props} to="/sessions" />}>
            All sessions
          </Anchor>
        </Group>
      }
    >
      <QueryState query={query} what="the session" rows={8}>
        {() =>
          calls?.length ? (
            <>
              {name && (
                <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </Text>
              )}
              <SessionStats calls={calls} hasMore={query.hasNextPage} />
              <SessionScores id={id} rangeKey={rangeKey} />
              <Timeline calls={calls} />
              {query.hasNextPage && (
                <Button
                  variant="default"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  Load more calls
                </Button>
              )}
            </>
          ) : (
            <EmptyState title="No call belongs to this session">
              The session may have been deleted, or it has no calls yet.
            </EmptyState>
          )
        }
      </QueryState>
    </Page>
  );
}
