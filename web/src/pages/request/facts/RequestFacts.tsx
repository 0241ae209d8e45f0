import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RequestRow } from '../../../api/requestList';
import { CopyButton } from '../../../components/CopyButton';
import { Timestamp } from '../../../components/Timestamp';
import { cost, count, duration, UNKNOWN } from '../../../lib/numbers';
import { Outcome } from '../../../components/Outcome';
import classes from './Facts.module.css';

const COST_SOURCES = {
  provider: 'stated by the provider',
  settings: 'by your settings',
  price_table: 'by the price table',
} as const;

/** The most important facts about a request in a line or two. */
export function RequestFacts({ row }: { row: RequestRow }) {
  return (
    <dl className={classes.facts}>
      <Fact name="Status">
        <Outcome status={row.response_status} outcome={row.outcome} />
      </Fact>
      <Fact name="Time">
        <Timestamp at={row.request_created_at} />
      </Fact>
      <Fact name="Model">
        {row.model ?? UNKNOWN}
        {row.request_model && row.request_model !== row.model && (
          <Text span size="xs" c="dimmed">
            {' '}
            requested: {row.request_model}
          </Text>
        )}
      </Fact>
      <Fact name="Latency">{duration(row.attempts.at(-1)?.latency_ms)}</Fact>
      <Fact name="Tokens">{count(row.total_tokens)}</Fact>
      <Fact name="Cost">
        {cost(row.cost)}
        {row.cost_source && (
          <Text span size="xs" c="dimmed">
            {' '}
            {COST_SOURCES[row.cost_source]}
            {row.tool_cost !== null && `, ${cost(row.tool_cost)} for tools`}
          </Text>
        )}
      </Fact>
      {row.request_user_id && <Fact name="User">{row.request_user_id}</Fact>}
      {row.session_id && (
        <Fact name="Session">
          <Anchor
            size="sm"
            renderRoot={props => (
              <Link to="/sessions/$sessionId" params={{ sessionId: row.session_id! }} {...props} />
            )}
          >
            {row.session_id}
          </Anchor>{' '}
          {row.session_path}
        </Fact>
      )}
      <Fact name="Path">{row.request_path}</Fact>
      {row.parent_exchange_id && (
        <Fact name="Reads back">
          <Anchor
            size="sm"
            renderRoot={props => (
              <Link
                to="/requests/$requestId"
                params={{ requestId: row.parent_exchange_id! }}
                {...props}
              />
            )}
          >
            {row.parent_exchange_id}
          </Anchor>
        </Fact>
      )}
      {row.trace_id && <Fact name="Trace id">{row.trace_id}</Fact>}
      {row.finish_reason && <Fact name="Finish reason">{row.finish_reason}</Fact>}
      {row.error && <Fact name="Error">{row.error}</Fact>}
      <Fact name="Request id">
        {row.request_id}
        <CopyButton text={row.request_id} what="the request id" />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
