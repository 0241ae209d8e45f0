import { Anchor, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { MAX_SCORE_NAMES, type ScoreResult, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { TimeChart } from '../../components/charts/TimeChart';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import type { FilterTree } from '../../lib/filter';
import { count } from '../../lib/numbers';
import { wideBucketUnit } from '../../lib/range';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { formatLabels, formatMean, valueFormat } from '../../lib/scoreFormat';
import { UnitSelect } from '../../components/scores/UnitSelect';
import { NoScores } from '../../components/firstSteps';
import { EmptyState } from '../../components/states';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { localTimeZone } from '../../lib/times';
import type { Range } from '../../hooks/useRange';
import { ChartPanel } from './ChartPanel';

/** A trend with its interval for each score; the most frequent ones if there are many. */
export function ScoreTrends({ range, filter }: { range: Range; filter: FilterTree }) {
  const { unit, units, query: names, names: known } = useScoreUnit();
  const all = useMemo(
    () => [...new Set(known.toSorted((a, b) => b.ratings - a.ratings).map(({ name }) => name))],
    [known],
  );
  const scores = all.slice(0, MAX_SCORE_NAMES);
  const bucket = wideBucketUnit(range);
  const query = {
    scores,
    unit,
    filter,
    time_range: range.timeRange,
    group_by: [bucket],
    time_zone: localTimeZone(),
    limit: 1000,
    total: true,
  };
  const trends = useQuery({ ...scoresQuery(query), enabled: scores.length > 0 });
  return (
    <>
      <Group justify="space-between" align="baseline">
        <Group gap="sm">
          <Title order={2} size="h4">
            Scores by {bucket}
          </Title>
          <UnitSelect unit={unit} units={units} />
        </Group>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/scores" search={before => ({ ...before })} {...props} />}
        >
          {all.length > scores.length ? `All ${count(all.length)} scores` : 'All scores'}
        </Anchor>
      </Group>
      {names.data && !all.length ? (
        <NoScores />
      ) : (
        <QueryState query={trends} what="the scores" rows={6}>
          {results => (
            <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
              {results.map(result => (
                <ScoreTrend
                  key={`${result.name} ${result.type}`}
                  result={result}
                  bucket={bucket}
                  range={range}
                  unit={unit}
                />
              ))}
            </SimpleGrid>
          )}
        </QueryState>
      )}
    </>
  );
}

function ScoreTrend({
  result,
  bucket,
  range,
  unit,
}: {
  result: ScoreResult;
  bucket: string;
  range: Range;
  unit: ScoreUnit;
}) {
  const series = useMemo(() => scoreSeries(result, bucket), [result, bucket]);
  const link = (
    <Anchor
      inherit
      renderRoot={props => (
        <Link
          to="/scores/$name"
          params={{ name: result.name }}
          search={before => ({ ...before })}
          {...props}
        />
      )}
    >
      {result.name}
    </Anchor>
  );
  const isEmpty = !series.some(({ points }) => points.length);
  return (
    <ChartPanel
      title={link}
      figure={result.total && <ScoreFigure type={result.type} group={result.total} />}
    >
      {isEmpty ? (
        <EmptyState title="No scores in this range">
          No {unit} in this range matches the filter and has this score.
        </EmptyState>
      ) : (
        <TimeChart
          label={`${result.name} by ${bucket}`}
          series={series}
          format={valueFormat(result.type)}
          from={range.start}
          to={range.end}
          height={170}
        />
      )}
    </ChartPanel>
  );
}

function ScoreFigure({
  type,
  group,
}: {
  type: ScoreResult['type'];
  group: ScoreResult['groups'][number];
}) {
  if (!group.n_units) return null;
  return (
    <>
      {type === 'label' ? formatLabels(group, 2) : formatMean(type, group)}{' '}
      <Text span size="xs" c="dimmed">
        n {count(group.n_units)}
      </Text>
    </>
  );
}
