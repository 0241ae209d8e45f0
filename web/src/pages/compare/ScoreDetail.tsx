import { Stack, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { IntervalTable } from '../../components/charts/IntervalTable';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { HistogramOverlay } from './HistogramOverlay';
import type { ComparedScore } from './measures';
import { PairCards } from './PairCards';
import type { Side } from './sides';

/**
 * Details on a single score: its distribution in both groups and the largest differences between pairs.
 * `compared`: both groups in the time in which they are compared.
 */
export function ScoreDetail({
  rows,
  unit,
  both,
  compared,
  pair,
}: {
  rows: ComparedScore[];
  unit: ScoreUnit;
  both: [Side, Side];
  compared: [Side, Side];
  pair: string | null;
}) {
  const { score } = useSearch({ from: '/compare' });
  const numbers = rows.filter(({ type }) => type === 'number');
  const row = rows.find(({ name }) => name === score) ?? numbers[0] ?? rows[0];
  if (!row) return null;
  const number = numbers.find(({ name }) => name === row.name);
  return (
    <Stack gap="sm" component="section" aria-label={`${row.name} in both groups`}>
      <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
        {row.name} in both groups
      </Title>
      {number && <HistogramOverlay row={number} unit={unit} both={compared} />}
      {!number && (
        <ShareComparison
          rows={rows.filter(({ name }) => name === row.name)}
          unit={unit}
          both={both}
        />
      )}
      {pair && row.type !== 'label' && (
        <PairCards
          row={row}
          scores={[...new Set(rows.map(({ name }) => name))]}
          unit={unit}
          both={both}
          pair={pair}
        />
      )}
    </Stack>
  );
}

/** The share of a boolean, or of each label, in each group. */
function ShareComparison({
  rows,
  unit,
  both,
}: {
  rows: ComparedScore[];
  unit: ScoreUnit;
  both: [Side, Side];
}) {
  return (
    <IntervalTable
      label={`Shares of ${rows[0]?.name} in both groups`}
      unit={unit}
      isShare
      rows={rows.flatMap(row =>
        (['first', 'second'] as const).map((which, index) => ({
          key: `${row.label} ${which}`,
          label: [row.label, both[index]!.name].filter(text => text !== null).join(', '),
          n: row[which].n_units,
          mean: row[which].mean,
          low: row[which].interval.low,
          high: row[which].interval.high,
          note: row[which].interval.reason ?? row[which].interval.caution,
        })),
      )}
    />
  );
}
