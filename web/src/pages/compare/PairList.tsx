import { Anchor, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { components } from '../../api/schema';
import { QueryState } from '../../components/QueryState';
import { count } from '../../lib/numbers';
import { valueFormat } from '../../lib/scoreFormat';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { pairsQuery } from './queries';
import type { Side } from './sides';
import { type ComparedScore, formatDifference } from './verdict';

type Pair = components['schemas']['PairShape'];

const HASHES = new Set(['last_user_message', 'conversation', 'input_hash']);

/** The pairs with the largest differences. `scores`: all that are compared. */
export function PairList({
  row,
  scores,
  unit,
  both,
  pair,
}: {
  row: ComparedScore;
  scores: string[];
  unit: ScoreUnit;
  both: [Side, Side];
  pair: string;
}) {
  const { within } = useSearch({ from: '/compare' });
  const query = useQuery(pairsQuery(row.name, scores, unit, both, pair, within));
  return (
    <>
      <Title order={3} size="h5">
        Largest differences
      </Title>
      <QueryState query={query} what="the pairs" rows={5}>
        {types => {
          const pairs = types.find(({ type }) => type === row.type)?.pairs ?? [];
          return pairs.length ? (
            <PairTable row={row} both={both} pairs={pairs} hashes={HASHES.has(pair)} />
          ) : (
            <Text size="sm" c="dimmed">
              {nothingPairs(row, unit)}
            </Text>
          );
        }}
      </QueryState>
    </>
  );
}

/** Why there are no pairs, and which other choice would have some. */
function nothingPairs({ paired }: ComparedScore, unit: ScoreUnit): string {
  const none = `No ${unit} of one group has a counterpart in the other`;
  if (!paired?.unpaired) return `${none}.`;
  const { first_inputs: first, second_inputs: second, other_choices: others } = paired.unpaired;
  const choices = others.map(({ pair_by: by, pairs }) => `${by} (${count(pairs)})`).join(', ');
  const found = `the groups have ${count(first)} and ${count(second)} different inputs`;
  return `${none}: ${found}.${choices && ` Pairs by other choices: ${choices}.`}`;
}

function PairTable({
  row: { name, type },
  both,
  pairs,
  hashes,
}: {
  row: ComparedScore;
  both: [Side, Side];
  pairs: Pair[];
  hashes: boolean;
}) {
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={`Largest differences in ${name}`} verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{hashes ? 'Prompt' : 'Value'}</Table.Th>
            {both.map((side, index) => (
              <Table.Th key={index} className="numeric" style={{ overflowWrap: 'anywhere' }}>
                {side.name}
              </Table.Th>
            ))}
            <Table.Th className="numeric">Difference</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pairs.map(({ key, prompt_preview: prompt, first, second, difference }) => (
            <Table.Tr key={key}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {hashes ? <Words text={prompt ?? key.slice(0, 12)} /> : key}
              </Table.Td>
              <PairCell type={type} side={first} />
              <PairCell type={type} side={second} />
              <Table.Td className="numeric">
                {difference > 0 && '+'}
                {formatDifference(type, difference, { low: null, high: null })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The beginning of what both sides were asked; all of its preview in the tooltip. */
const Words = ({ text }: { text: string }) => (
  <Text span size="sm" lineClamp={2} title={text}>
    {text}
  </Text>
);

/** Links to the request or session; if there are several, to the latest. */
function PairCell({ type, side }: { type: ComparedScore['type']; side: Pair['first'] }) {
  return (
    <Table.Td className="numeric">
      <Anchor
        size="sm"
        aria-label={`${valueFormat(type)(side.mean)}: ${unitName(side)}`}
        renderRoot={props =>
          side.session_id === null ? (
            <Link
              to="/requests/$requestId"
              params={{ requestId: side.request_id ?? '' }}
              search={({ range, live }) => ({ range, live })}
              {...props}
            />
          ) : (
            <Link
              to="/sessions/$sessionId"
              params={{ sessionId: side.session_id }}
              search={({ range, live }) => ({ range, live })}
              {...props}
            />
          )
        }
      >
        {valueFormat(type)(side.mean)}
      </Anchor>
      {side.n_units > 1 && (
        <Text span size="xs" c="dimmed">
          {' '}
          n {count(side.n_units)}
        </Text>
      )}
    </Table.Td>
  );
}

const unitName = ({ request_id: request, session_id: session }: Pair['first']) =>
  session === null ? `request ${request}` : `session ${session}`;
