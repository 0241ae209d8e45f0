import { Anchor, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { NAMES_AT_ONCE, type ScoreAnswer, scoresQuery } from '../../api/scores';
import { Asked } from '../../components/QueryState';
import { TimeChart } from '../../components/charts/TimeChart';
import { useScoreNames } from '../../hooks/useNames';
import type { Tree } from '../../lib/filter';
import { count } from '../../lib/numbers';
import { wideIncrement } from '../../lib/range';
import { scoreLines } from '../../components/charts/scoreSeries';
import { labelsInWords, meanInWords, shownOf } from '../../lib/scoreFormat';
import { Empty } from '../../components/states';
import { viewersZone } from '../../lib/times';
import type { Range } from '../../hooks/useRange';
import { Panel } from './ChartPanel';

/** Each score as a line with its interval; of many those with most ratings. */
export function Scores({ range, filter }: { range: Range; filter: Tree }) {
  const names = useScoreNames();
  const all = useMemo(
    () => [
      ...new Set(
        [...(names.data ?? [])].sort((a, b) => b.ratings - a.ratings).map(({ name }) => name),
      ),
    ],
    [names.data],
  );
  const scores = all.slice(0, NAMES_AT_ONCE);
  const bucket = wideIncrement(range);
  const asked = {
    scores,
    filter,
    time_range: range.timeRange,
    group_by: [bucket],
    time_zone: viewersZone(),
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
        <Empty title="No scores yet">
          Send some with POST /v1/scores, or rate a request on its page.
        </Empty>
      ) : (
        <Asked query={trends} what="the scores" rows={6}>
          {found => (
            <SimpleGrid cols={{ base: 1, sm: 2, xl: 3 }} spacing="sm">
              {found.map(answer => (
                <Trend
                  key={`${answer.name} ${answer.type}`}
                  answer={answer}
                  bucket={bucket}
                  range={range}
                />
              ))}
            </SimpleGrid>
          )}
        </Asked>
      )}
    </>
  );
}

function Trend({ answer, bucket, range }: { answer: ScoreAnswer; bucket: string; range: Range }) {
  const lines = useMemo(() => scoreLines(answer, bucket), [answer, bucket]);
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
    <Panel title={link} figure={answer.total && <Figure type={answer.type} group={answer.total} />}>
      {empty ? (
        <Empty title="No ratings here">None of the requests of this time and filter has it.</Empty>
      ) : (
        <TimeChart
          label={`${answer.name} by ${bucket}`}
          lines={lines}
          shown={shownOf(answer.type)}
          from={range.start}
          to={range.end}
          height={170}
        />
      )}
    </Panel>
  );
}

function Figure({
  type,
  group,
}: {
  type: ScoreAnswer['type'];
  group: ScoreAnswer['groups'][number];
}) {
  if (!group.n_requests) return null;
  return (
    <>
      {type === 'label' ? labelsInWords(group, 2) : meanInWords(type, group)}{' '}
      <Text span size="xs" c="dimmed">
        n {count(group.n_requests)}
      </Text>
    </>
  );
}
