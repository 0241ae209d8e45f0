import { Anchor, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { MAX_SCORE_NAMES, type ScoreResult, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { TimeChart } from '../../components/charts/TimeChart';
import { useScoreNames } from '../../hooks/useNames';
import type { FilterTree } from '../../lib/filter';
import { count } from '../../lib/numbers';
import { wideBucketUnit } from '../../lib/range';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { formatLabels, formatMean, valueFormat } from '../../lib/scoreFormat';
import { EmptyState } from '../../components/states';
import { localTimeZone } from '../../lib/times';
import type { Range } from '../../hooks/useRange';
import { ChartPanel } from './ChartPanel';

/** Each score as a line with its interval; of many those with most ratings. */
export function ScoreTrends({ range, filter }: { range: Range; filter: FilterTree }) {
  const names = useScoreNames();
  const all = useMemo(
    () => [
      ...new Set(
        [...(names.data ?? [])].sort((a, b) => b.ratings - a.ratings).map(({ name }) => name),
      ),
    ],
    [names.data],
  );
  const scores = all.slice(0, MAX_SCORE_NAMES);
  const bucket = wideBucketUnit(range);
  const asked = {
    scores,
    filter,
    time_range: range.timeRange,
    group_by: [bucket],
    time_zone: localTimeZone(),
    limit: 1000,
    total: true,
  };
  const trends = useQuery({ ...scoresQuery(asked), enabled: scores.length > 0 });
  return (
    <>
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h4">
          Scores by {bucket}
        </Title>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/scores" search={before => ({ ...before })} {...props} />}
        >
          {all.length > scores.length ? `All ${count(all.length)} scores` : 'All about scores'}
        </Anchor>
      </Group>
      {names.data && !all.length ? (
        <EmptyState title="No scores yet">
          Send some with POST /v1/scores, or rate a request on its page.
        </EmptyState>
      ) : (
        <QueryState query={trends} what="the scores" rows={6}>
          {found => (
            <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
              {found.map(answer => (
                <ScoreTrend
                  key={`${answer.name} ${answer.type}`}
                  answer={answer}
                  bucket={bucket}
                  range={range}
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
  answer,
  bucket,
  range,
}: {
  answer: ScoreResult;
  bucket: string;
  range: Range;
}) {
  const lines = useMemo(() => scoreSeries(answer, bucket), [answer, bucket]);
  const link = (
    <Anchor
      inherit
      renderRoot={props => (
        <Link
          to="/scores/$name"
          params={{ name: answer.name }}
          search={before => ({ ...before })}
          {...props}
        />
      )}
    >
      {answer.name}
    </Anchor>
  );
  const empty = !lines.some(({ points }) => points.length);
  return (
    <ChartPanel
      title={link}
      figure={answer.total && <ScoreFigure type={answer.type} group={answer.total} />}
    >
      {empty ? (
        <EmptyState title="No ratings here">
          None of the requests of this time and filter has it.
        </EmptyState>
      ) : (
        <TimeChart
          label={`${answer.name} by ${bucket}`}
          series={lines}
          format={valueFormat(answer.type)}
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
  if (!group.n_requests) return null;
  return (
    <>
      {type === 'label' ? formatLabels(group, 2) : formatMean(type, group)}{' '}
      <Text span size="xs" c="dimmed">
        n {count(group.n_requests)}
      </Text>
    </>
  );
}
