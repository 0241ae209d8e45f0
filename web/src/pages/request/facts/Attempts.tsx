import { Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { attemptQuery } from '../../../api/attempts';
import type { RequestRow } from '../../../api/requestList';
import { JsonTree } from '../../../components/json/JsonTree';
import { Outcome } from '../../../components/Outcome';
import { Panel } from '../../../components/Panel';
import { QueryState } from '../../../components/QueryState';
import { Timestamp } from '../../../components/Timestamp';
import { cost, count, duration, size } from '../../../lib/numbers';
import classes from './Facts.module.css';
import { HeaderTable } from './Headers';

type Attempt = RequestRow['attempts'][number];

/** All exchanges with this request id: the attempts of the client, and unrelated calls that used the same id. Then those
 * that read what it created. */
export function Attempts({ row }: { row: RequestRow }) {
  const { request_id: id, attempts, conflicts, read_back_by } = row;
  return (
    <Stack gap="md">
      <AttemptList
        title={row.attempt_count === 1 ? 'One attempt' : 'Attempts'}
        note={newest(attempts, row.attempt_count)}
        requestId={id}
        calls={attempts}
      />
      {conflicts.length > 0 && (
        <AttemptList
          title="Conflicts"
          note={[
            'Other calls with the same request id. They are not counted anywhere.',
            newest(conflicts, row.conflict_count),
          ].join(' ')}
          requestId={id}
          calls={conflicts}
        />
      )}
      {!!read_back_by?.length && (
        <AttemptList
          title="Read back by"
          note="Calls that read what this one created, such as polls. They have no tokens or scores of their own."
          requestId={id}
          calls={read_back_by}
        />
      )}
    </Stack>
  );
}

/** What is missing from a list that has the newest calls only. */
function newest(calls: Attempt[], total: number) {
  return calls.length < total ? `The newest ${count(calls.length)} of ${count(total)}.` : undefined;
}

function AttemptList({
  title,
  note,
  requestId,
  calls,
}: {
  title: string;
  note?: string;
  requestId: string;
  calls: Attempt[];
}) {
  return (
    <Panel title={title}>
      {note && (
        <Text size="xs" c="var(--g-text-3)">
          {note}
        </Text>
      )}
      <ol className={classes.attempts} aria-label={title}>
        {calls.map(call => (
          <AttemptItem key={call.exchange_id} requestId={requestId} call={call} />
        ))}
      </ol>
    </Panel>
  );
}

/** An attempt in a line. Its headers and bodies are loaded when it is opened. */
function AttemptItem({ requestId, call }: { requestId: string; call: Attempt }) {
  const [isOpen, setIsOpen] = useState(false);
  const detail = useQuery({ ...attemptQuery(requestId, call.exchange_id), enabled: isOpen });
  return (
    <li className={classes.attempt}>
      <div className={classes.attemptLine}>
        <Outcome status={call.status} outcome={call.outcome} />
        <Timestamp at={call.started_at} />
        <span>{duration(call.latency_ms)}</span>
        <span>{call.model}</span>
        <span>{call.upstream}</span>
        {call.connect_attempts > 1 && <span>{count(call.connect_attempts)} connect attempts</span>}
        <span>
          {count(call.prompt_tokens)} → {count(call.completion_tokens)} tokens
        </span>
        <span>{cost(call.cost_usd)}</span>
        <span>
          {size(call.request_size_bytes)} / {size(call.response_size_bytes)}
          {(call.request_truncated || call.response_truncated) && ', truncated'}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Hide' : 'Show'} bodies of ${call.exchange_id}`}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'Hide' : 'Show'} bodies
        </Button>
      </div>
      {call.error && <div className={classes.error}>{call.error}</div>}
      {isOpen && (
        <QueryState query={detail} what="the bodies">
          {({ request_body: request, response_body: response, response_headers: headers }) => (
            <Stack gap="sm" mt="xs">
              <JsonTree value={response} label="Response of this attempt" />
              <JsonTree value={request} label="Request of this attempt" />
              <HeaderTable title="Response headers" headers={Object.entries(headers)} />
            </Stack>
          )}
        </QueryState>
      )}
    </li>
  );
}
