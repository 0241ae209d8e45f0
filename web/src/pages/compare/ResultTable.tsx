import { Anchor, Table, Text } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { count, UNKNOWN } from '../../lib/numbers';
import { valueFormat } from '../../lib/scoreFormat';
import { StatusLabel } from '../../components/StatusLabel';
import { DifferenceLine } from './DifferenceLine';
import type { Side } from './sides';
import {
  type ComparedScore,
  decidingResult,
  formatDifference,
  formatP,
  testName,
  titleOf,
  type Verdict,
} from './verdict';

const TONES = { difference: 'good', unclear: 'unsure', none: 'neutral', few: 'unsure' } as const;

export type JudgedScore = Verdict & { row: ComparedScore };

/** A row for each score, and for each label of a score. */
export function ResultTable({ judged, both }: { judged: JudgedScore[]; both: [Side, Side] }) {
  return (
    <Table.ScrollContainer minWidth={940} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label="Comparison" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th miw={110}>Score</Table.Th>
            {both.map((side, index) => (
              <Table.Th
                key={index}
                className="numeric"
                maw={180}
                style={{ overflowWrap: 'anywhere' }}
              >
                {side.name}
              </Table.Th>
            ))}
            <Table.Th className="numeric">Difference</Table.Th>
            <Table.Th aria-hidden="true" w="14%" />
            <Table.Th className="numeric" style={{ whiteSpace: 'nowrap' }}>
              p, adjusted p
            </Table.Th>
            <Table.Th>Verdict</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {judged.map(each => (
            <Row key={`${each.row.name} ${each.row.type} ${each.row.label}`} judged={each} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ judged: { row, kind, label } }: { judged: JudgedScore }) {
  const { score } = useSearch({ from: '/compare' });
  const result = decidingResult(row);
  const { interval } = result;
  return (
    <Table.Tr>
      <Table.Td maw={200} style={{ overflowWrap: 'anywhere' }}>
        <Anchor
          size="sm"
          aria-current={score === row.name || undefined}
          renderRoot={props => (
            <Link to="." search={before => ({ ...before, score: row.name })} {...props} />
          )}
        >
          {titleOf(row)}
        </Anchor>
        <Text size="xs" c="dimmed">
          {row.type === 'number' ? 'mean' : 'share'}
        </Text>
      </Table.Td>
      <SideCell type={row.type} side={row.first} />
      <SideCell type={row.type} side={row.second} />
      <Table.Td className="numeric" title={interval.reason ?? interval.caution ?? undefined}>
        <span style={{ whiteSpace: 'nowrap' }}>
          {formatDifference(row.type, result.difference, interval)}
        </span>
        <Text size="xs" c="dimmed">
          {result.isPaired ? `${count(result.n[0])} pairs` : 'unpaired'}
          {interval.caution && ', with caution'}
        </Text>
      </Table.Td>
      <Table.Td aria-hidden="true">
        <DifferenceLine difference={result.difference} low={interval.low} high={interval.high} />
      </Table.Td>
      <Table.Td className="numeric">
        {formatP(result.p_value)}, {formatP(result.p_value_holm)}
        <Text size="xs" c="dimmed">
          {testName(result.test)}
        </Text>
      </Table.Td>
      <Table.Td miw={185}>
        <StatusLabel tone={TONES[kind]}>{label}</StatusLabel>
      </Table.Td>
    </Table.Tr>
  );
}

function SideCell({ type, side }: { type: ComparedScore['type']; side: ComparedScore['first'] }) {
  const format = valueFormat(type);
  const { low, high, reason, caution } = side.interval;
  return (
    <Table.Td className="numeric" title={reason ?? caution ?? undefined}>
      {side.mean === null ? UNKNOWN : format(side.mean)}
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {low !== null && high !== null && `[${format(low)}, ${format(high)}] `}n{' '}
        {count(side.n_units)}
      </Text>
    </Table.Td>
  );
}
