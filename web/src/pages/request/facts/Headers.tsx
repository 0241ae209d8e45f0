import { Stack, Text } from '@mantine/core';
import type { RequestRow } from '../../../api/requestList';
import { CopyButton } from '../../../components/CopyButton';
import { Panel } from '../../../components/Panel';
import { ListLink } from '../RequestFacts';
import classes from './Facts.module.css';

const PROVIDER_IDS = ['x-request-id', 'request-id', 'apim-request-id', 'cf-ray'];

type Pair = readonly [name: string, value: string];

/** Headers as far as they are stored, and the ids that others know the call by. */
export function Headers({ row }: { row: RequestRow }) {
  const sent = Object.entries(row.request_headers);
  const answered = Object.entries(row.response_headers);
  const helicone = row.helicone_headers.map(([name = '', value = '']): Pair => [name, value]);
  return (
    <Stack gap="md">
      <Ids row={row} />
      <HeaderTable title="Request headers" headers={[...sent, ...helicone]} />
      <HeaderTable title="Response headers" headers={answered} />
      <Text size="xs" c="var(--g-text-3)">
        Only headers that are known to be harmless are stored. Keys and other secrets never are.
      </Text>
    </Stack>
  );
}

function Ids({ row }: { row: RequestRow }) {
  const provider = PROVIDER_IDS.map(name => row.response_headers[name]).find(Boolean);
  const ids: [name: string, id: string | null | undefined][] = [
    ['Request id', row.request_id],
    ["Provider's request id", provider],
    ["Provider's id of the answer", row.upstream_id],
    ['Prompt id', row.prompt_id],
    ['Prompt fingerprint', row.prompt_fingerprint],
    ['Trace id', row.trace_id],
    ['Span of the caller', row.parent_span_id],
    ['Reads back', row.parent_exchange_id],
  ];
  return (
    <Panel title="Ids">
      <dl className={classes.pairs}>
        {ids.map(([name, id]) => id && <IdRow key={name} name={name} id={id} />)}
        <IdRow name="Called path" id={row.request_path} />
        <IdRow name="Sent to" id={row.target_url} />
      </dl>
    </Panel>
  );
}

function IdRow({ name, id }: { name: string; id: string }) {
  const fields = {
    'Prompt id': 'prompt_id',
    'Prompt fingerprint': 'prompt_fingerprint',
    'Trace id': 'trace',
  } as const;
  const field = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {field ? <ListLink condition={{ field, op: 'is', value: id }}>{id}</ListLink> : id}
        <CopyButton text={id} what={name} />
      </dd>
    </>
  );
}

export function HeaderTable({ title, headers }: { title: string; headers: Pair[] }) {
  return (
    <Panel title={title}>
      {headers.length ? (
        <dl className={classes.pairs}>
          {headers.map(([name, value], index) => (
            <HeaderRow key={index} name={name} value={value} />
          ))}
        </dl>
      ) : (
        <Text size="sm" c="var(--g-text-3)">
          None are stored.
        </Text>
      )}
    </Panel>
  );
}

function HeaderRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
