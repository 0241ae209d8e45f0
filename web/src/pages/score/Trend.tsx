import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { TimeChart } from '../../components/charts/TimeChart';
import { wideBucketUnit } from '../../lib/range';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { valueFormat } from '../../lib/scoreFormat';
import { localTimeZone } from '../../lib/times';
import { useRange } from '../../hooks/useRange';
import type { Subject } from './subject';
import { BUCKETS } from './search';
import { Section } from './Section';

/** The mean, or the shares of labels, by hour, day or week, with intervals. */
export function Trend({ subject: { name, type, unit, filter, timeRange } }: { subject: Subject }) {
  const range = useRange();
  const { bucket = wideBucketUnit(range) } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const trend = useQuery(
    scoresQuery({
      scores: [name],
      unit,
      filter,
      time_range: timeRange,
      group_by: [bucket],
      time_zone: localTimeZone(),
      limit: 1000,
    }),
  );
  const result = trend.data?.find(each => each.type === type);
  const series = useMemo(() => (result ? scoreSeries(result, bucket) : []), [result, bucket]);
  return (
    <Section
      title="Over time"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Bucket"
          value={bucket}
          onChange={other => {
            const chosen = BUCKETS.find(each => each === other);
            void navigate({ search: before => ({ ...before, bucket: chosen }) });
          }}
          data={[...BUCKETS]}
        />
      }
    >
      <QueryState query={trend} what="the trend" rows={6}>
        {() => (
          <TimeChart
            label={`${name} by ${bucket}, with 95 % intervals`}
            series={series}
            format={valueFormat(type)}
            from={range.start}
            to={range.end}
            height={240}
          />
        )}
      </QueryState>
    </Section>
  );
}
