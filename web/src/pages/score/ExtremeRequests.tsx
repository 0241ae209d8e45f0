import { Anchor, Paper, SegmentedControl, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { RequestRow } from '../../api/requestList';
import { QueryState } from '../../components/QueryState';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { Timestamp } from '../../components/Timestamp';
import { fixed, UNKNOWN } from '../../lib/numbers';
import { fails } from '../../lib/passing';
import { differingParts } from './differingParts';
import { extremesQuery } from './queries';
import classes from './score.module.css';
import { Section } from './Section';
import type { Subject } from './subject';
import { withoutMarks } from '../../lib/withoutMarks';

const ORDER_NAMES = { asc: 'lowest', desc: 'highest' } as const;
type SortOrder = keyof typeof ORDER_NAMES;

/** The ten worst or the ten best requests; without a direction in the definition, the ten lowest or highest. */
export function ExtremeRequests({ subject }: { subject: Subject }) {
  const direction = useDefinition(subject.name)?.direction;
  const { best } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const orders: SortOrder[] = direction === 'lower' ? ['desc', 'asc'] : ['asc', 'desc'];
  const words = direction ? ['worst', 'best'] : orders.map(order => ORDER_NAMES[order]);
  const chosen = best ? 1 : 0;
  const title = `Ten ${words[chosen]} requests`;
  return (
    <Section
      title={title}
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Which requests"
          value={String(chosen)}
          onChange={value =>
            void navigate({
              search: before => ({ ...before, best: value === '1' ? (true as const) : undefined }),
            })
          }
          data={words.map((word, index) => ({ value: String(index), label: word }))}
        />
      }
    >
      <RequestTable subject={subject} order={orders[chosen]!} label={title} />
    </Section>
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
      {rows => {
        const prompts = differingParts(
          rows.map(({ prompt_preview: prompt }) => withoutMarks(prompt ?? UNKNOWN)),
        );
        const digits = decimalsOf(rows.flatMap(row => scoresOf(row, subject)));
        return (
          <Paper withBorder>
            <Table.ScrollContainer
              minWidth={720}
              scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
            >
              <Table aria-label={label} verticalSpacing={6} layout="fixed">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th className="numeric" w={80}>
                      Value
                    </Table.Th>
                    <Table.Th>Why</Table.Th>
                    <Table.Th>Prompt</Table.Th>
                    <Table.Th>Answer</Table.Th>
                    <Table.Th w={124}>Time</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row, index) => (
                    <ExtremeRow
                      key={row.request_id}
                      row={row}
                      prompt={prompts[index]!}
                      subject={subject}
                      digits={digits}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Paper>
        );
      }}
    </QueryState>
  );
}

function ExtremeRow({
  row,
  prompt,
  subject,
  digits,
}: {
  row: RequestRow;
  prompt: string;
  subject: Subject;
  digits: number;
}) {
  const definition = useDefinition(subject.name);
  const scores = scoresOf(row, subject);
  const failing = scores.some(({ value }) => fails(definition, value));
  const comments = scores.flatMap(({ comment }) => (comment ? [comment] : [])).join(' ');
  return (
    <Table.Tr>
      <Table.Td className={`numeric ${failing ? classes.failing : ''}`}>
        {formatValues(
          subject.type,
          scores.map(({ value }) => value),
          digits,
        )}
      </Table.Td>
      <Words text={comments || UNKNOWN} />
      <Table.Td>
        <Anchor
          size="sm"
          className={classes.text}
          title={row.prompt_preview ?? undefined}
          aria-label={`${prompt}: request ${row.request_id}`}
          renderRoot={props => (
            <Link
              to="/requests/$requestId"
              params={{ requestId: row.request_id }}
              search={({ range, live, f }) => ({ range, live, f })}
              {...props}
            />
          )}
        >
          {prompt}
        </Anchor>
      </Table.Td>
      <Words text={withoutMarks(row.answer_preview ?? UNKNOWN)} />
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Timestamp at={row.request_created_at} />
      </Table.Td>
    </Table.Tr>
  );
}

const Words = ({ text }: { text: string }) => (
  <Table.Td title={text}>
    <span className={classes.text}>{text}</span>
  </Table.Td>
);

interface GivenScore {
  value: number;
  comment: string | null;
}

/** The scores of the name; several if there are several authors. */
function scoresOf({ score_details: details }: RequestRow, { name, type }: Subject): GivenScore[] {
  const kinds = type === 'boolean' ? ['boolean'] : ['integer', 'float'];
  return details
    .filter(each => each.name === name && kinds.includes(each.kind))
    .map(({ value, comment }) => ({ value: Number(value), comment }));
}

/** The decimals of the column: as many as the value with most of them has, within four significant digits. */
const decimalsOf = (scores: readonly GivenScore[]) =>
  Math.max(
    0,
    ...scores.map(({ value }) => `${Number(value.toPrecision(4))}`.split('.')[1]?.length ?? 0),
  );

function formatValues(type: Subject['type'], values: number[], digits: number): string {
  if (!values.length) return UNKNOWN;
  return values
    .map(value => (type === 'boolean' ? String(Boolean(value)) : fixed(value, digits)))
    .join(', ');
}
