import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { scoresQuery } from '../../api/scores';
import { changeMarks } from '../../components/changes/changeWords';
import { QueryState } from '../../components/QueryState';
import { MAX_LINES, splitSeries } from '../../components/charts/splitSeries';
import { TimeChart } from '../../components/charts/TimeChart';
import { usePropertyNames } from '../../hooks/useNames';
import { wideBucketUnit } from '../../lib/range';
import { valueFormat } from '../../lib/scoreFormat';
import { localTimeZone } from '../../lib/times';
import { useRange } from '../../hooks/useRange';
import { keysOf } from '../../lib/scoreGroups';
import { groupingOptions } from './grouping';
import { Changes } from './Changes';
import { LabelSelect, useLabel } from './LabelSelect';
import classes from './score.module.css';
import { Section } from './Section';
import type { Subject } from './subject';
import { BUCKETS } from './search';
import { useChanges } from './useChanges';
import { useThreshold } from './useThreshold';

/** The mean, or the shares of labels, by hour, day or week, with intervals; or a line for each value of a property,
 * of labels the share of one of them. With the times at which the level changed. */
export function Trend({ subject, labels }: { subject: Subject; labels: string[] }) {
  const { name, type, unit, filter, timeRange } = subject;
  const range = useRange();
  const search = useSearch({ from: '/scores/$name' });
  const bucket = search.bucket ?? wideBucketUnit(range);
  const { split } = search;
  const label = useLabel(labels);
  const threshold = useThreshold(name, type);
  const trend = useQuery(
    scoresQuery({
      scores: [name],
      unit,
      filter,
      time_range: timeRange,
      group_by: split ? [...keysOf(split), bucket] : [bucket],
      time_zone: localTimeZone(),
      limit: split ? MAX_LINES : 1000,
    }),
  );
  const result = trend.data?.find(each => each.type === type);
  const series = useMemo(
    () => (result ? splitSeries(result, bucket, split, label) : []),
    [result, bucket, split, label],
  );
  const found = useChanges(subject, labels, trend.isSuccess);
  const changes = found.data?.changes;
  const marks = useMemo(() => (split || !changes ? [] : changeMarks(changes)), [split, changes]);
  const drawn = split && label !== undefined ? `Share of ${label}` : name;
  return (
    <Section title="Over time" actions={<TrendControls labels={labels} bucket={bucket} />}>
      <div className={classes.trend}>
        <QueryState query={trend} what="the trend" rows={6}>
          {() => (
            <TimeChart
              label={`${drawn} by ${bucket}${split ? ` and ${split.replace('property.', '').replace('_', ' ')}` : ''}, with 95 % intervals`}
              series={series}
              format={valueFormat(type)}
              from={range.start}
              to={range.end}
              threshold={threshold}
              marks={marks}
              height={240}
            />
          )}
        </QueryState>
      </div>
      {unit === 'request' && <Changes query={found} subject={subject} labels={labels} />}
    </Section>
  );
}

function TrendControls({ labels, bucket }: { labels: string[]; bucket: string }) {
  const { split = '' } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const properties = usePropertyNames().data ?? [];
  return (
    <>
      {split && <LabelSelect labels={labels} ariaLabel="Label whose share is drawn" />}
      <NativeSelect
        aria-label="Split the line by"
        w={156} // whatever the names that come later
        value={split}
        onChange={event => {
          const chosen = event.currentTarget.value || undefined;
          void navigate({ search: before => ({ ...before, split: chosen }) });
        }}
        data={[
          { value: '', label: labels.length ? 'All labels' : 'One line' },
          ...groupingOptions(properties, split || 'model'),
        ]}
      />
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
    </>
  );
}
