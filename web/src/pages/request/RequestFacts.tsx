import { VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RequestRow } from '../../api/requestList';
import { CopyButton } from '../../components/CopyButton';
import { Outcome } from '../../components/Outcome';
import { Timestamp } from '../../components/Timestamp';
import type { Condition } from '../../lib/filter';
import { cost, count, duration, UNKNOWN } from '../../lib/numbers';
import classes from './RequestFacts.module.css';

const COST_SOURCES = {
  provider: 'stated by the provider',
  settings: 'by your settings',
  price_table: 'price table',
} as const;

/** The most important facts about a request in a line. */
export function RequestFacts({ row }: { row: RequestRow }) {
  const { request_user_id: user, prompt_id: prompt, session_id: session } = row;
  return (
    <dl className={classes.facts}>
      <Fact name="Status">
        <Outcome status={row.response_status} outcome={row.outcome} />
      </Fact>
      <Fact name="Time">
        <Timestamp at={row.request_created_at} />
      </Fact>
      <Fact name="Model">
        <ModelName asked={row.request_model} answered={row.model} />
      </Fact>
      <Fact name="Latency">
        {duration(row.attempts.at(-1)?.latency_ms)}
        {row.is_stream && row.time_to_first_token !== null && (
          <span className={classes.quiet}>first token {duration(row.time_to_first_token)}</span>
        )}
      </Fact>
      <Fact name="Tokens">
        {count(row.prompt_tokens)} → {count(row.completion_tokens)} tokens
      </Fact>
      <Fact name="Cost">
        {cost(row.cost)}
        {row.cost_source && <span className={classes.quiet}>{COST_SOURCES[row.cost_source]}</span>}
        {row.tool_cost !== null && (
          <span className={classes.quiet}>{cost(row.tool_cost)} for tools</span>
        )}
      </Fact>
      {row.finish_reason && <Fact name="Finish reason">{row.finish_reason}</Fact>}
      {user && (
        <Fact name="User">
          <ListLink condition={{ field: 'user', op: 'is', value: user }}>{user}</ListLink>
        </Fact>
      )}
      {prompt && (
        <Fact name="Prompt">
          <ListLink condition={{ field: 'prompt_id', op: 'is', value: prompt }}>{prompt}</ListLink>
        </Fact>
      )}
      {session && (
        <Fact name="Session">
          <Link className={classes.link} to="/sessions/$sessionId" params={{ sessionId: session }}>
            {session}
          </Link>
          {row.session_path && <span className={classes.quiet}>{row.session_path}</span>}
        </Fact>
      )}
      <Fact name="Request id">
        <span className={classes.id}>{row.request_id}</span>
        <CopyButton text={row.request_id} what="the request id" />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact} title={name}>
      <VisuallyHidden component="dt">{name}</VisuallyHidden>
      <dd>{children}</dd>
    </div>
  );
}

/** The model; of one that was asked for without its version, the version apart. */
function ModelName({ asked, answered }: { asked: string | null; answered: string | null }) {
  if (!answered || !asked || asked === answered) return answered ?? asked ?? UNKNOWN;
  const isVersion = answered.startsWith(`${asked}-`);
  return (
    <>
      {isVersion ? asked : answered}
      <span className={classes.quiet}>
        {isVersion ? answered.slice(asked.length + 1) : `asked for ${asked}`}
      </span>
    </>
  );
}

/** All requests that meet a condition. */
export function ListLink({ condition, children }: { condition: Condition; children: ReactNode }) {
  return (
    <Link className={classes.link} to="/requests" search={{ f: [condition] }}>
      {children}
    </Link>
  );
}
