import { Alert, Anchor, Code, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { type Finding, findingsQuery } from '../../api/health';
import { QueryState } from '../../components/QueryState';
import { count } from '../../lib/numbers';

const TITLES: Record<Finding['kind'], string> = {
  unknown_dialect: 'Calls in an API that Gnomon does not know',
  model_without_price: 'Models without a price',
  contradicting_totals: 'Token counts that contradict their total',
  incomplete_stream: 'Streams that ended in mid-answer',
  unreadable_events: 'Streams with events that are not JSON',
  stream_without_usage: 'Streams without token counts',
  truncated_body: 'Bodies kept in part',
  unread_body: 'Bodies that took too long or too much to read',
  waiting_scores: 'Scores that wait for their request',
};

/** What could not be understood of the newest calls, and what to do about it; the same as `gnomon doctor`. */
export function Findings() {
  const findings = useQuery(findingsQuery);
  return (
    <>
      <Title order={2} size="h4">
        Findings in the newest 10,000 calls
      </Title>
      <QueryState query={findings} what="the findings" rows={3}>
        {rows =>
          rows.length ? (
            [...new Set(rows.map(row => row.kind))].map(kind => (
              <FindingTable key={kind} kind={kind} rows={rows.filter(row => row.kind === kind)} />
            ))
          ) : (
            <Text size="sm">All of them were understood completely.</Text>
          )
        }
      </QueryState>
    </>
  );
}

function FindingTable({ kind, rows }: { kind: Finding['kind']; rows: Finding[] }) {
  const advice = [...new Set(rows.map(row => row.advice))];
  return (
    <Alert variant="outline" color="gray" title={TITLES[kind]}>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Subject</Table.Th>
            <Table.Th>{kind === 'waiting_scores' ? 'Scores' : 'Calls'}</Table.Th>
            <Table.Th>Example</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(row => (
            <Table.Tr key={row.subject}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{row.subject}</Table.Td>
              <Table.Td>{count(row.calls)}</Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Example row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {advice.map(sentence => (
        <Fragment key={sentence}>
          <Text size="sm" mt="xs">
            {sentence.split('\n', 1)}
          </Text>
          {sentence.includes('\n') && (
            <Code block mt="xs">
              {sentence.slice(sentence.indexOf('\n') + 1)}
            </Code>
          )}
        </Fragment>
      ))}
    </Alert>
  );
}

function Example({ row }: { row: Finding }) {
  if (row.kind === 'waiting_scores') return row.example_id;
  return (
    <Anchor
      size="sm"
      renderRoot={props => (
        <Link to="/requests/$requestId" params={{ requestId: row.example_id }} {...props} />
      )}
    >
      {row.example_id}
    </Anchor>
  );
}
