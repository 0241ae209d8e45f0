import { Anchor, Group, Paper, SimpleGrid, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Asked } from '../../components/QueryState';
import type { Line } from '../../components/charts/timeOption';
import { TimeChart } from '../../components/charts/TimeChart';
import { toTree } from '../../lib/filter';
import { scoreKey } from '../../components/groups/groupQueries';
import { useChosenScores } from '../../components/groups/useSelectedScores';
import { cost, count } from '../../lib/numbers';
import { shownOf } from '../../lib/scoreFormat';
import { Empty } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { scoresQuery, trafficQuery } from './queries';

/** One value of a property: its calls, their cost, and each score, over time. */
export function OverTime({ name, value }: { name: string; value: string }) {
  const { f, scores } = useSearch({ from: '/properties' });
  const range = useRange();
  const { names, shown } = useChosenScores(scores);
  const of = { name, value, tree: toTree(f), range };
  const traffic = useQuery(trafficQuery(of));
  const scored = useQuery(scoresQuery(of, names));
  return (
    <section aria-labelledby="over-time">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="over-time" style={{ overflowWrap: 'anywhere' }}>
          {name} = {value} over time
        </Title>
        <Anchor
          size="sm"
          renderRoot={props => (
            <Link
              {...props}
              to="/requests"
              search={{ f: [...(f ?? []), { field: 'property', name, op: 'is', value }] }}
            />
          )}
        >
          Its requests
        </Anchor>
      </Group>
      <Asked query={traffic} what="its calls over time">
        {({ requests, cost: spent }) =>
          requests[0]!.points.length ? (
            <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
              <Panel title="Requests">
                <Series lines={requests} label={`Requests with ${name} = ${value}`} shown={count} />
              </Panel>
              <Panel title="Cost">
                <Series lines={spent} label={`Cost of ${name} = ${value}`} shown={cost} />
              </Panel>
              {shown.map(score => (
                <Panel key={scoreKey(score)} title={`${score.name}: mean, 95 % interval`}>
                  <Asked query={scored} what={score.name}>
                    {byName => (
                      <Series
                        lines={byName.get(scoreKey(score)) ?? NOTHING}
                        label={`${score.name} of ${name} = ${value}`}
                        shown={shownOf(score.type)}
                      />
                    )}
                  </Asked>
                </Panel>
              ))}
            </SimpleGrid>
          ) : (
            <Empty title="No calls here">There are none in this range, as filtered.</Empty>
          )
        }
      </Asked>
    </section>
  );
}

const NOTHING: Line[] = [];

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="sm" mb="xs" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function Series({
  lines,
  label,
  shown,
}: {
  lines: Line[];
  label: string;
  shown: (value: number | null) => string;
}) {
  const { start, end } = useRange();
  if (!lines.some(({ points }) => points.length)) return <Empty title="Nothing scored here" />;
  return <TimeChart label={label} lines={lines} shown={shown} from={start} to={end} height={160} />;
}
