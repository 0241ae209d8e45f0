import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { QueryState } from '../../components/QueryState';
import { TimeChart } from '../../components/charts/TimeChart';
import type { Range } from '../../hooks/useRange';
import { ChartPanel } from './ChartPanel';

/** Something over time. `columns` says what its lines are called and what they show; it and `shown` must not change from
 * drawing to drawing. */
export function SeriesPanel<Bucket extends { at: number }>({
  title,
  figure,
  query,
  buckets,
  columns,
  format,
  bars,
  range,
}: {
  title: string;
  figure?: ReactNode;
  query: UseQueryResult<unknown>;
  buckets: Bucket[] | undefined; // of the query's answer
  columns: Record<string, (bucket: Bucket) => number>;
  format: (value: number | null) => string;
  bars?: boolean;
  range: Range;
}) {
  const lines = useMemo(
    () =>
      Object.entries(columns).map(([name, value]) => ({
        name,
        bars,
        bad: name === 'Errors',
        points: (buckets ?? []).map(bucket => ({ at: bucket.at, value: value(bucket) })),
      })),
    [buckets, columns, bars],
  );
  return (
    <ChartPanel title={title} figure={figure}>
      <QueryState query={query} what={title.toLowerCase()} rows={5}>
        {() =>
          buckets?.length ? (
            <TimeChart
              label={`${title} over time`}
              series={lines}
              format={format}
              from={range.start}
              to={range.end}
              height={190}
            />
          ) : (
            <Text size="sm" c="dimmed" ta="center" py="xl">
              Not known of any request here
            </Text>
          )
        }
      </QueryState>
    </ChartPanel>
  );
}
