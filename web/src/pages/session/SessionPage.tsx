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

/** One session, whole, whatever the range of time: what its calls came to, and how they followed each other. */
export default function SessionPage() {
  const { sessionId: id } = useParams({ from: '/sessions/$sessionId' });
  const { live, key } = useRange();
  const now = live ? key : '';
  const found = useInfiniteQuery(callsQuery(id, now));
  const calls = useMemo(() => found.data?.pages.flatMap(page => page.calls), [found.data]);
  const name = calls?.find(call => call.session_name !== null)?.session_name;
  return (
    <Page
      title={id}
      actions={
        <Group gap="sm">
          <CopyButton text={id} what="the id" />
          <Anchor
            size="sm"
            renderRoot={props => (
              <Link {...props} to="/requests" search={{ f: [sessionCondition(id)] }} />
            )}
          >
            Its requests
          </Anchor>
          <Anchor size="sm" renderRoot={props => <Link {...props} to="/sessions" />}>
            All sessions
          </Anchor>
        </Group>
      }
    >
      <QueryState query={found} what="the session" rows={8}>
        {() =>
          calls?.length ? (
            <>
              {name && (
                <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {name}
                </Text>
              )}
              <SessionStats calls={calls} more={found.hasNextPage} />
              <SessionScores id={id} now={now} />
              <Timeline calls={calls} />
              {found.hasNextPage && (
                <Button
                  variant="default"
                  loading={found.isFetchingNextPage}
                  onClick={() => void found.fetchNextPage()}
                >
                  Load more of its calls
                </Button>
              )}
            </>
          ) : (
            <EmptyState title="No call belongs to this session">
              It may have been deleted, or has not begun yet.
            </EmptyState>
          )
        }
      </QueryState>
    </Page>
  );
}
