import { Table, Text } from '@mantine/core';
import type { RequestRow } from '../../../api/requestList';
import { Timestamp } from '../../../components/Timestamp';
import { cost, count, duration, size } from '../../../lib/numbers';
import { Outcome } from '../../../components/Outcome';
import { Panel } from './Panel';

type Attempt = RequestRow['attempts'][number];

/** All exchanges with this request id: the attempts of the client, and unrelated calls that used the same id. Then those
 * that read what it created. */
export function Attempts({ row }: { row: RequestRow }) {
  const { attempts, conflicts, read_back_by } = row;
  return (
    <>
      <AttemptTable
        title={row.attempt_count === 1 ? 'One attempt' : 'Attempts'}
        note={newest(attempts, row.attempt_count)}
        calls={attempts}
      />
      {conflicts.length > 0 && (
        <AttemptTable
          title="Conflicts"
          note={[
            'Other calls with the same request id. They are not counted anywhere.',
            newest(conflicts, row.conflict_count),
          ].join(' ')}
          calls={conflicts}
        />
      )}
      {!!read_back_by?.length && (
        <AttemptTable
          title="Read back by"
          note="Calls that read what this one created, such as polls. They have no tokens or scores of their own."
          calls={read_back_by}
        />
      )}
    </>
  );
}

/** What is missing from a list that has the newest calls only. */
function newest(calls: Attempt[], total: number) {
  return calls.length < total ? `The newest ${count(calls.length)} of ${count(total)}.` : undefined;
}

function AttemptTable({ title, note, calls }: { title: string; note?: string; calls: Attempt[] }) {
  return (
    <Panel title={title}>
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
      <Table.ScrollContainer minWidth={700} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={title} fz="xs">
          <Table.Thead>
            <Table.Tr>
              {['Started', 'Outcome', 'Upstream', 'Model'].map(name => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
              {['Latency', 'Tokens', 'Cost', 'Request / response'].map(name => (
                <Table.Th key={name} className="numeric">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {calls.map(call => (
              <AttemptRow key={call.exchange_id} call={call} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

const ONE_LINE = { whiteSpace: 'nowrap' } as const;

function AttemptRow({ call }: { call: Attempt }) {
  const tokens = (call.prompt_tokens ?? 0) + (call.completion_tokens ?? 0);
  return (
    <Table.Tr>
      <Table.Td style={ONE_LINE}>
        <Timestamp at={call.started_at} />
      </Table.Td>
      <Table.Td miw={90}>
        <Outcome status={call.status} outcome={call.outcome} />
        {call.error && <div style={{ overflowWrap: 'anywhere' }}>{call.error}</div>}
      </Table.Td>
      <Table.Td>
        {call.upstream}
        {call.connect_attempts > 1 && `, ${count(call.connect_attempts)} connect attempts`}
      </Table.Td>
      <Table.Td>{call.model}</Table.Td>
      <Table.Td className="numeric">{duration(call.latency_ms)}</Table.Td>
      <Table.Td className="numeric">{count(call.prompt_tokens === null ? null : tokens)}</Table.Td>
      <Table.Td className="numeric">{cost(call.cost_usd)}</Table.Td>
      <Table.Td className="numeric">
        {size(call.request_size_bytes)} / {size(call.response_size_bytes)}
        {(call.request_truncated || call.response_truncated) && ', truncated'}
      </Table.Td>
    </Table.Tr>
  );
}
