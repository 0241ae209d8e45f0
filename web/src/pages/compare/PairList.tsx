import { Anchor, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema';
import { Asked } from '../../components/QueryState';
import { count } from '../../lib/numbers';
import { pairsQuery } from './queries';
import type { Side } from './sides';
import { type Compared, differenceInWords, shownAs } from './verdict';

type Found = components['schemas']['PairShape'];

/** The pairs that moved most. */
export function Pairs({ row, both, pair }: { row: Compared; both: [Side, Side]; pair: string }) {
  const asked = useQuery(pairsQuery(row.name, both, pair));
  return (
    <>
      <Title order={3} size="h5">
        What moved most
      </Title>
      <Asked query={asked} what="the pairs" rows={5}>
        {types => {
          const pairs = types.find(({ type }) => type === row.type)?.pairs ?? [];
          return pairs.length ? (
            <PairTable row={row} both={both} pairs={pairs} hashes={pair === 'input_hash'} />
          ) : (
            <Text size="sm" c="dimmed">
              Nothing occurs in both groups.
            </Text>
          );
        }}
      </Asked>
    </>
  );
}

function PairTable({
  row: { name, type },
  both,
  pairs,
  hashes,
}: {
  row: Compared;
  both: [Side, Side];
  pairs: Found[];
  hashes: boolean;
}) {
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={`What moved most on ${name}`} verticalSpacing={4} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{hashes ? 'Messages (hash)' : 'Value'}</Table.Th>
            {both.map((side, index) => (
              <Table.Th key={index} className="numeric" style={{ overflowWrap: 'anywhere' }}>
                {side.name}
              </Table.Th>
            ))}
            <Table.Th className="numeric">Difference</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pairs.map(({ key, first, second, difference }) => (
            <Table.Tr key={key}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {hashes ? key.slice(0, 12) : key}
              </Table.Td>
              <Ends type={type} side={first} />
              <Ends type={type} side={second} />
              <Table.Td className="numeric">
                {difference > 0 && '+'}
                {differenceInWords(type, difference, { low: null, high: null })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Leads to the request, of several to the latest. */
function Ends({ type, side }: { type: Compared['type']; side: Found['first'] }) {
  return (
    <Table.Td className="numeric">
      <Anchor
        size="sm"
        aria-label={`${shownAs(type)(side.mean)}: request ${side.request_id}`}
        renderRoot={props => (
          <Link
            to="/requests/$requestId"
            params={{ requestId: side.request_id }}
            search={({ range, live }) => ({ range, live })}
            {...props}
          />
        )}
      >
        {shownAs(type)(side.mean)}
      </Anchor>
      {side.n_requests > 1 && (
        <Text span size="xs" c="dimmed">
          {' '}
          n {count(side.n_requests)}
        </Text>
      )}
    </Table.Td>
  );
}
