import { Anchor, SimpleGrid, Table, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { RequestRow } from '../../api/requestList';
import { QueryState } from '../../components/QueryState';
import { and } from '../../lib/filter';
import { Timestamp } from '../../components/Timestamp';
import { decimal, UNKNOWN } from '../../lib/numbers';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import type { Subject } from './subject';
import { Section } from './Section';

const MAX_REQUESTS = 10;
const ORDER_NAMES = { asc: 'lowest', desc: 'highest' } as const;
type SortOrder = keyof typeof ORDER_NAMES;

/** The ten worst and the ten best requests; without a direction in the definition, the ten lowest and highest. */
export function ExtremeRequests({ subject }: { subject: Subject }) {
  const direction = useDefinition(subject.name)?.direction;
  const orders: SortOrder[] = direction === 'lower' ? ['desc', 'asc'] : ['asc', 'desc'];
  return (
    <SimpleGrid cols={{ base: 1, xl: 2 }}>
      {orders.map((order, index) => {
        const judgement = index === 0 ? 'worst' : 'best';
        const title = direction
          ? `Ten ${judgement} requests`
          : `Ten ${ORDER_NAMES[order]} requests`;
        return (
          <Section key={order} title={title}>
            <RequestTable subject={subject} order={order} label={title} />
          </Section>
        );
      })}
    </SimpleGrid>
  );
}

function RequestTable({
  subject,
  order,
  label,
}: {
  subject: Subject;
  order: SortOrder;
  label: string;
}) {
  const query = useQuery(extremesQuery(subject, order));
  return (
    <QueryState query={query} what={label.toLowerCase()} rows={5}>
      {rows => (
        <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label={label} verticalSpacing={4} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th className="numeric">Value</Table.Th>
                <Table.Th>Request</Table.Th>
                <Table.Th>Prompt</Table.Th>
                <Table.Th>Time</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(row => (
                <ExtremeRow key={row.request_id} row={row} subject={subject} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </QueryState>
  );
}

function ExtremeRow({ row, subject }: { row: RequestRow; subject: Subject }) {
  return (
    <Table.Tr>
      <Table.Td className="numeric">
        {formatValues(subject.type, scoreValues(row, subject))}
      </Table.Td>
      <Table.Td maw={160}>
        <Anchor
          size="sm"
          truncate
          display="block"
          renderRoot={props => (
            <Link
              to="/requests/$requestId"
              params={{ requestId: row.request_id }}
              search={({ range, live, f }) => ({ range, live, f })}
              {...props}
            />
          )}
        >
          {row.request_id}
        </Anchor>
      </Table.Td>
      <Table.Td maw={200}>
        <Text size="sm" truncate title={row.prompt_preview ?? undefined}>
          {row.prompt_preview ?? UNKNOWN}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Timestamp at={row.request_created_at} />
      </Table.Td>
    </Table.Tr>
  );
}

function extremesQuery({ name, filter, timeRange }: Subject, order: SortOrder) {
  const scored = { request_response_rmt: { scores: { [name]: { 'not-equals': 'null' } } } };
  const { start, end } = timeRange;
  const inRange = { request_response_rmt: { request_created_at: { gte: start, lt: end } } };
  const body = {
    filter: and(and(filter, inRange), scored),
    sort: { scores: { [name]: order } },
    limit: MAX_REQUESTS,
    includeBodies: false,
  };
  return queryOptions({
    queryKey: keys.scoreExtremes(body),
    queryFn: async ({ signal }) =>
      (await unwrap(api.POST('/v1/request/query', { body, signal }))).data,
    placeholderData: (previous, query) => (sameExceptTime(query, body) ? previous : undefined),
  });
}

/** The values of the score; several if there are several authors. */
function scoreValues({ score_details: details }: RequestRow, { name, type }: Subject): number[] {
  const kinds = type === 'boolean' ? ['boolean'] : ['integer', 'float'];
  return details
    .filter(each => each.name === name && kinds.includes(each.kind))
    .map(({ value }) => Number(value));
}

function formatValues(type: Subject['type'], values: number[]): string {
  if (!values.length) return UNKNOWN;
  return values
    .map(value => (type === 'boolean' ? String(Boolean(value)) : decimal(value)))
    .join(', ');
}
