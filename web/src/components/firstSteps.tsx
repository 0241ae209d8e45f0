import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { firstCallsQuery } from '../api/firstCalls';
import { CopyButton } from './CopyButton';
import { EmptyState } from './states';

/** An empty list of requests: none fits, or there never was one; then a line to copy that makes one. */
export function NoRequests({ isFiltered }: { isFiltered: boolean }) {
  const { data } = useQuery(firstCallsQuery);
  if (data?.any === false) {
    return (
      <EmptyState title="No calls yet">
        Set the base URL of your program, for instance in the shell:
        <Line code={`export OPENAI_BASE_URL=${window.location.origin}/v1`} what="the base URL" />
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
      <Line
        code={`curl -X POST ${window.location.origin}/v1/scores -H "Content-Type: application/json" -d '{"request_id": "<id>", "name": "accuracy", "value": 0.92}'`}
        what="the command for a score"
      />
      <ConnectLink send="score" />
    </EmptyState>
  );
}

function Line({ code, what }: { code: string; what: string }) {
  return (
    <Text component="span" display="block" my="xs">
      <code style={{ overflowWrap: 'anywhere' }}>{code}</code>
      <CopyButton text={code} what={what} />
    </Text>
  );
}

function ConnectLink({ send }: { send?: string }) {
  return (
    <Anchor inherit renderRoot={props => <Link to="/connect" search={{ send }} {...props} />}>
      More ways to connect
    </Anchor>
  );
}
