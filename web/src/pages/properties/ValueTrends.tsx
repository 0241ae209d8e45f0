import { Anchor, Group, Paper, SimpleGrid, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { QueryState } from '../../components/QueryState';
import type { ValueChart } from '../../components/charts/timeOption';
import { TimeChart } from '../../components/charts/TimeChart';
import { toFilterTree } from '../../lib/filter';
import { scoreKey } from '../../components/groups/groupQueries';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { cost, count } from '../../lib/numbers';
import { valueFormat } from '../../lib/scoreFormat';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { valueScoresQuery, valueTrafficQuery } from './queries';

/** One value of a property: its calls, their cost, and each score, over time. */
export function ValueTrends({ name, value }: { name: string; value: string }) {
  const { f, scores } = useSearch({ from: '/properties' });
  const range = useRange();
  const { names, shown } = useSelectedScores(scores);
  const of = { name, value, filter: toFilterTree(f), range };
  const traffic = useQuery(valueTrafficQuery(of));
  const scored = useQuery(valueScoresQuery(of, names));
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
      <QueryState query={traffic} what="its calls over time">
        {({ requests, cost: spent }) =>
          requests[0]!.points.length ? (
            <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
              <ChartPanel title="Requests">
                <ValueChart
                  lines={requests}
                  label={`Requests with ${name} = ${value}`}
                  shown={count}
                />
              </ChartPanel>
              <ChartPanel title="Cost">
                <ValueChart lines={spent} label={`Cost of ${name} = ${value}`} shown={cost} />
              </ChartPanel>
              {shown.map(score => (
                <ChartPanel key={scoreKey(score)} title={`${score.name}: mean, 95 % interval`}>
                  <QueryState query={scored} what={score.name}>
                    {byName => (
                      <ValueChart
                        lines={byName.get(scoreKey(score)) ?? NO_SERIES}
                        label={`${score.name} of ${name} = ${value}`}
                        shown={valueFormat(score.type)}
                      />
                    )}
                  </QueryState>
                </ChartPanel>
              ))}
            </SimpleGrid>
          ) : (
            <EmptyState title="No calls here">
              There are none in this range, as filtered.
            </EmptyState>
          )
        }
      </QueryState>
    </section>
  );
}

const NO_SERIES: ValueChart[] = [];

function ChartPanel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p="sm">
      <Title order={3} size="sm" mb="xs" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      {children}
    </Paper>
  );
}

function ValueChart({
  lines,
  label,
  shown,
}: {
  lines: ValueChart[];
  label: string;
  shown: (value: number | null) => string;
}) {
  const { start, end } = useRange();
  if (!lines.some(({ points }) => points.length)) return <EmptyState title="Nothing scored here" />;
  return (
    <TimeChart label={label} series={lines} format={shown} from={start} to={end} height={160} />
  );
}
