import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { QueryState } from '../../components/QueryState';
import { TimeChart } from '../../components/charts/TimeChart';
import type { Series } from '../../components/charts/timeOption';
import type { Mark } from '../../components/charts/timeSeries';
import type { Range } from '../../hooks/useRange';
import { ChartPanel } from './ChartPanel';

export interface SeriesPanelProps<Bucket extends { at: number }> {
  title: string;
  figure?: ReactNode;
  query: UseQueryResult<unknown>;
  buckets: Bucket[] | undefined; // from the query's result
  columns: Record<string, (bucket: Bucket) => number | null>;
  format: (value: number | null) => string;
  bars?: boolean;
  isError?: boolean;
  marks?: readonly Mark[];
  range: Range;
  onSelect: (bucket: { start: Date; end: Date }) => void;
}

/** A chart of values over time. `columns` has a name and a value for each series. Memoize `columns`, `format` and `marks`. */
export function SeriesPanel<Bucket extends { at: number }>({
  title,
  figure,
  query,
  buckets,
  columns,
  format,
  bars,
  isError,
  marks,
  range,
  onSelect,
}: SeriesPanelProps<Bucket>) {
  const series = useMemo(
    (): Series[] =>
      Object.entries(columns).map(([name, value]) => ({
        name,
        isBar: bars,
        isError,
        points: (buckets ?? []).map(bucket => ({ at: bucket.at, value: value(bucket) })),
      })),
    [buckets, columns, bars, isError],
  );
  return (
    <ChartPanel title={title} figure={figure}>
      <QueryState query={query} what={title.toLowerCase()} rows={5}>
        {() =>
          buckets?.length ? (
            <TimeChart
              label={`${title} over time`}
              series={series}
              format={format}
              from={range.start}
              to={range.end}
              marks={marks}
              height={170}
              onSelect={onSelect}
            />
          ) : (
            <Text size="sm" c="dimmed" ta="center" py="xl">
              No data in this range
            </Text>
          )
        }
      </QueryState>
    </ChartPanel>
  );
}
