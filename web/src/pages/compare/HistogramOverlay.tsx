import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ScoreResult, scoresQuery } from '../../api/scores';
import { Histogram } from '../../components/charts/Histogram';
import { niceEdges } from '../../components/charts/histogramBins';
import { ErrorAlert, Loading } from '../../components/states';
import type { ScoreUnit } from '../../lib/scoreUnit';
import type { Side } from './sides';
import type { ComparedScore } from './measures';

const BINS = 25;

/** The distributions of both groups, drawn over each other as shares. */
export function HistogramOverlay({
  row,
  unit,
  both,
}: {
  row: ComparedScore;
  unit: ScoreUnit;
  both: [Side, Side];
}) {
  const edges = useMemo(() => edgesOf(row), [row]);
  const queries = useQueries({
    queries: both.map(({ filter, timeRange }) => ({
      ...scoresQuery({
        scores: [row.name],
        unit,
        filter,
        time_range: timeRange,
        histogram: { bins: BINS, edges },
      }),
      enabled: edges !== null,
    })),
  });
  const [first, second] = queries.map(({ data }) => data);
  const groups = useMemo(
    () =>
      first &&
      second && [
        { name: both[0].name, counts: countsOf(first) },
        { name: both[1].name, counts: countsOf(second) },
      ],
    [first, second, both],
  );
  const failed = queries.find(({ isError }) => isError);
  if (!edges) {
    return (
      <Text size="sm" c="dimmed">
        Neither group has scores.
      </Text>
    );
  }
  if (failed?.error) return <ErrorAlert error={failed.error} retry={() => void failed.refetch()} />;
  if (!groups) return <Loading what="the distributions" rows={6} />;
  return (
    <Histogram
      label={`Distribution of ${row.name} in both groups, as shares`}
      edges={edges}
      groups={groups}
      height={260}
    />
  );
}

/** Common edges for both groups. */
function edgesOf({ first, second }: ComparedScore): number[] | null {
  const known = [first.min, first.max, second.min, second.max].filter(value => value !== null);
  if (!known.length) return null;
  return niceEdges(Math.min(...known), Math.max(...known), BINS);
}

const countsOf = (results: ScoreResult[]) =>
  results.find(({ type }) => type === 'number')?.groups[0]?.histogram?.counts ?? [];
