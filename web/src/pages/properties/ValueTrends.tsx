import { Anchor, Group, Paper, SimpleGrid, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { QueryState } from '../../components/QueryState';
import type { Series } from '../../components/charts/timeOption';
import { TimeChart } from '../../components/charts/TimeChart';
import { toFilterTree } from '../../lib/filter';
import { scoreKey } from '../../components/groups/groupQueries';
import { useSelectedScores } from '../../components/groups/useSelectedScores';
import { cost, count } from '../../lib/numbers';
import { valueFormat } from '../../lib/scoreFormat';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { type PropertyValue, valueScoresQuery, valueTrafficQuery } from './queries';

/** The calls with one value of a property, their cost, and each score, over time. */
export function ValueTrends({ name, value }: { name: string; value: string }) {
  const { f } = useSearch({ from: '/properties' });
  const range = useRange();
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
          Requests with this value
        </Anchor>
      </Group>
      <TrendCharts property={{ name, value, filter: toFilterTree(f), range }} />
    </section>
  );
}

function TrendCharts({ property }: { property: PropertyValue }) {
  const { scores } = useSearch({ from: '/properties' });
  const { names, shown } = useSelectedScores(scores);
  const traffic = useQuery(valueTrafficQuery(property));
  const trends = useQuery(valueScoresQuery(property, names));
  const condition = `${property.name} = ${property.value}`;
  return (
    <QueryState query={traffic} what="the trends">
      {({ requests, cost: costs }) =>
        requests[0]!.points.length ? (
          <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
            <ChartPanel title="Requests">
              <ValueChart series={requests} label={`Requests with ${condition}`} format={count} />
            </ChartPanel>
            <ChartPanel title="Cost">
              <ValueChart series={costs} label={`Cost of ${condition}`} format={cost} />
            </ChartPanel>
            {shown.map(score => (
              <ChartPanel key={scoreKey(score)} title={`${score.name}: mean with 95 % interval`}>
                <QueryState query={trends} what={score.name}>
                  {byKey => (
                    <ValueChart
                      series={byKey.get(scoreKey(score)) ?? NO_SERIES}
                      label={`${score.name} of ${condition}`}
                      format={valueFormat(score.type)}
                    />
                  )}
                </QueryState>
              </ChartPanel>
            ))}
          </SimpleGrid>
        ) : (
          <EmptyState title="No calls in this range">
            No call in this range matches the filter.
          </EmptyState>
        )
      }
    </QueryState>
  );
}

const NO_SERIES: Series[] = [];

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
  series,
  label,
  format,
}: {
  series: Series[];
  label: string;
  format: (value: number | null) => string;
}) {
  const { start, end } = useRange();
  if (!series.some(({ points }) => points.length)) {
    return <EmptyState title="No scores in this range" />;
  }
  return (
    <TimeChart label={label} series={series} format={format} from={start} to={end} height={160} />
  );
}
