import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ScoreResult, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { MAX_LINES, splitSeries } from '../../components/charts/splitSeries';
import { TimeChart } from '../../components/charts/TimeChart';
import { PROPERTY } from '../../components/groups/groupQueries';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { wideBucketUnit } from '../../lib/range';
import { commonLabels, valueFormat } from '../../lib/scoreFormat';
import { localTimeZone } from '../../lib/times';

/** Each score over time, with a line for each of the most frequent values of a property; of labels, the share of the most
 * frequent one. */
export function ComparedTrends({ name }: { name: string }) {
  const { f, scores } = useSearch({ from: '/properties' });
  const { names } = useSelectedScores(scores);
  const range = useRange();
  const bucket = wideBucketUnit(range);
  const by = `${PROPERTY}.${name}`;
  const trends = useQuery(
    scoresQuery({
      scores: names,
      filter: toFilterTree(f),
      time_range: range.timeRange,
      group_by: [by, bucket],
      time_zone: localTimeZone(),
      limit: MAX_LINES,
    }),
  );
  if (!names.length) return null;
  return (
    <section aria-labelledby="over-time">
      <Title order={2} size="h4" id="over-time" style={{ overflowWrap: 'anywhere' }}>
        Scores over time by {name}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        The {MAX_LINES} most frequent values. Select a value above for its requests and its cost.
      </Text>
      <QueryState query={trends} what="the trends" rows={6}>
        {results => (
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
            {results.map(result => (
              <TrendPanel
                key={`${result.name} ${result.type}`}
                result={result}
                by={by}
                bucket={bucket}
              />
            ))}
          </SimpleGrid>
        )}
      </QueryState>
    </section>
  );
}

function TrendPanel({ result, by, bucket }: { result: ScoreResult; by: string; bucket: string }) {
  const { start, end } = useRange();
  const label = commonLabels(result.groups, 1)[0];
  const series = useMemo(() => splitSeries(result, bucket, by, label), [result, bucket, by, label]);
  const title = label === undefined ? result.name : `${result.name}: ${label}`;
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="sm" mb="xs" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      <TimeChart
        label={`${title} by ${by.replace(`${PROPERTY}.`, '')}, with 95 % intervals`}
        series={series}
        format={valueFormat(result.type)}
        from={start}
        to={end}
        height={200}
      />
    </Paper>
  );
}
