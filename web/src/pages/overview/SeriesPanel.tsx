import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { Asked } from '../../parts/Asked';
import { TimeChart } from '../../parts/charts/TimeChart';
import type { Range } from '../../parts/useRange';
import { Panel } from './Panel';
import type { Buckets } from './questions';

/** One question over time. `shown` holds its columns and their names, and must not change from drawing to drawing. */
export function SeriesPanel({
  title,
  figure,
  query,
  columns,
  shown,
  bars,
  range,
}: {
  title: string;
  figure?: ReactNode;
  query: UseQueryResult<Buckets>;
  columns: Record<string, string>;
  shown: (value: number | null) => string;
  bars?: boolean;
  range: Range;
}) {
  const lines = useMemo(
    () =>
      Object.entries(columns).map(([column, name]) => ({
        name,
        bars,
        bad: column === 'errors',
        points: (query.data ?? []).map(({ at, values }) => ({ at, value: values[column] ?? null })),
      })),
    [query.data, columns, bars],
  );
  return (
    <Panel title={title} figure={figure}>
      <Asked query={query} what={title.toLowerCase()} rows={5}>
        {found =>
          found.length ? (
            <TimeChart
              label={`${title} over time`}
              lines={lines}
              shown={shown}
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
      </Asked>
    </Panel>
  );
}
