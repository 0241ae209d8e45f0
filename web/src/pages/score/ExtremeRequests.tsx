import { Anchor, SimpleGrid, Table, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { sameExceptTime } from '../../api/placeholder';
import type { components } from '../../api/schema';
import { QueryState } from '../../components/QueryState';
import { and } from '../../lib/filter';
import { Timestamp } from '../../components/Timestamp';
import { decimal, UNKNOWN } from '../../lib/numbers';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import type { Subject } from './subject';
import { Section } from './Section';

const SHOWN = 10;
const ORDER_NAMES = { asc: 'lowest', desc: 'highest' } as const;
type SortOrder = keyof typeof ORDER_NAMES;

/** The ten worst and the ten best requests; lowest and highest where nobody said which way is better. */
export function ExtremeRequests({ subject }: { subject: Subject }) {
  const direction = useDefinition(subject.name)?.direction;
  const ways: SortOrder[] = direction === 'lower' ? ['desc', 'asc'] : ['asc', 'desc'];
  return (
    <SimpleGrid cols={{ base: 1, xl: 2 }}>
      {ways.map((way, index) => {
        const judged = index === 0 ? 'worst' : 'best';
        const title = direction ? `Ten ${judged} requests` : `Ten ${ORDER_NAMES[way]} requests`;
        return (
          <Section key={way} title={title}>
            <RequestTable subject={subject} way={way} label={title} />
          </Section>
        );
      })}
    </SimpleGrid>
  );
}

function RequestTable({
  subject,
  way,
  label,
}: {
  subject: Subject;
  way: SortOrder;
  label: string;
}) {
  const { type } = subject;
  const found = useQuery(extremesQuery(subject, way));
  return (
    <QueryState query={found} what={label.toLowerCase()} rows={5}>
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
                <Table.Tr key={row.request_id}>
                  <Table.Td className="numeric">
                    {formatValues(type, scoreValues(row, subject))}
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
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </QueryState>
  );
}

function extremesQuery({ name, filter, timeRange }: Subject, way: SortOrder) {
  const scored = { request_response_rmt: { scores: { [name]: { 'not-equals': 'null' } } } };
  const { start, end } = timeRange;
  const inTime = { request_response_rmt: { request_created_at: { gte: start, lt: end } } };
  const body = {
    filter: and(and(filter, inTime), scored),
    sort: { scores: { [name]: way } },
    limit: SHOWN,
    includeBodies: false,
  };
  return queryOptions({
    queryKey: keys.scoreExtremes(body),
    queryFn: async ({ signal }) =>
      (await unwrap(api.POST('/v1/request/query', { body, signal }))).data,
    placeholderData: (before, last) => (sameExceptTime(last, body) ? before : undefined),
  });
}

type Row = Pick<components['schemas']['HeliconeRequest'], 'score_details'>;

/** Its values of this name, several where several rated. */
function scoreValues({ score_details: details }: Row, { name, type }: Subject): number[] {
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
