import { Stack, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { IntervalDots } from '../../components/charts/IntervalTable';
import { percent } from '../../lib/numbers';
import { Overlaid } from './HistogramOverlay';
import { Pairs } from './PairList';
import type { Side } from './sides';
import type { Compared } from './verdict';

/** One score looked at closely: how both groups are spread, and what moved most. */
export function Closely({ rows, both }: { rows: Compared[]; both: [Side, Side] }) {
  const { score, pair } = useSearch({ from: '/compare' });
  const numbers = rows.filter(({ type }) => type === 'number');
  const row = rows.find(({ name }) => name === score) ?? numbers[0] ?? rows[0];
  if (!row) return null;
  const number = numbers.find(({ name }) => name === row.name);
  return (
    <Stack gap="sm" component="section" aria-label={`${row.name} in both groups`}>
      <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
        {row.name} in both groups
      </Title>
      {number && <Overlaid row={number} both={both} />}
      {!number && <Shares rows={rows.filter(({ name }) => name === row.name)} both={both} />}
      {pair && row.type !== 'label' && <Pairs row={row} both={both} pair={pair} />}
    </Stack>
  );
}

/** Of a boolean or of labels: the share in each group. */
function Shares({ rows, both }: { rows: Compared[]; both: [Side, Side] }) {
  return (
    <IntervalDots
      label={`Shares of ${rows[0]?.name} in both groups`}
      shown={percent}
      dots={rows.flatMap(row =>
        (['first', 'second'] as const).map((which, index) => ({
          key: `${row.label} ${which}`,
          label: [row.label, both[index]!.name].filter(text => text !== null).join(', '),
          n: row[which].n_requests,
          mean: row[which].mean,
          low: row[which].interval.low,
          high: row[which].interval.high,
          reason: row[which].interval.reason,
        })),
      )}
    />
  );
}
