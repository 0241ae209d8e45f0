import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ScoreResult, type ScoreGroup, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { SparkBars, Sparkline } from '../../components/charts/Sparkline';
import { type Condition, toFilterTree } from '../../lib/filter';
import { count, decimal, UNKNOWN } from '../../lib/numbers';
import { wideBucketUnit } from '../../lib/range';
import { type ScoreUnit, titleOfUnits } from '../../lib/scoreUnit';
import { DefinitionSummary } from '../../components/scores/DefinitionSummary';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { formatWithInterval, formatLabels, formatMean, valueFormat } from '../../lib/scoreFormat';
import { localTimeZone } from '../../lib/times';
import { useRange } from '../../hooks/useRange';

/** A row for each score, and for each type of a score that has several. */
export function ScoreTable({
  names,
  filter,
  unit,
}: {
  names: string[];
  filter?: Condition[];
  unit: ScoreUnit;
}) {
  const range = useRange();
  const bucket = wideBucketUnit(range);
  const body = { scores: names, unit, filter: toFilterTree(filter), time_range: range.timeRange };
  const overall = useQuery(scoresQuery({ ...body, histogram: { bins: 20 } }));
  const trends = useQuery(
    scoresQuery({ ...body, group_by: [bucket], time_zone: localTimeZone(), limit: 1000 }),
  );
  return (
    <QueryState query={overall} what="the numbers" rows={6}>
      {results => (
        <Table.ScrollContainer minWidth={1040} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table aria-label="Scores" verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th className="numeric">{titleOfUnits(unit)}</Table.Th>
                <Table.Th className="numeric">Mean [95 % interval]</Table.Th>
                <Table.Th className="numeric">Min</Table.Th>
                <Table.Th className="numeric">Max</Table.Th>
                <Table.Th>Trend by {bucket}</Table.Th>
                <Table.Th>Distribution</Table.Th>
                <Table.Th>Definition</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {results.map(result => (
                <ScoreRow
                  key={`${result.name} ${result.type}`}
                  result={result}
                  trend={trends.data?.find(
                    each => each.name === result.name && each.type === result.type,
                  )}
                  bucket={bucket}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </QueryState>
  );
}

function ScoreRow({
  result,
  trend,
  bucket,
}: {
  result: ScoreResult;
  trend: ScoreResult | undefined;
  bucket: string;
}) {
  const { name, type } = result;
  const group = result.groups[0];
  const points = useMemo(() => trend && scoreSeries(trend, bucket)[0]?.points, [trend, bucket]);
  const format = valueFormat(type);
  return (
    <Table.Tr>
      <Table.Td maw={220}>
        <ScoreLink name={name} type={type} />
        <Text size="xs" c="dimmed">
          {type ?? 'never scored'}
        </Text>
      </Table.Td>
      <Table.Td className="numeric">{count(group?.n_units ?? 0)}</Table.Td>
      <Table.Td className="numeric" title={group?.interval?.reason ?? undefined}>
        {type === 'label' && group ? (
          <LabelShares group={group} />
        ) : group ? (
          formatMean(type, group)
        ) : (
          UNKNOWN
        )}
      </Table.Td>
      <Table.Td className="numeric">{type === 'number' ? decimal(group?.min) : ''}</Table.Td>
      <Table.Td className="numeric">{type === 'number' ? decimal(group?.max) : ''}</Table.Td>
      <Table.Td>
        {points && points.length > 0 && (
          <Sparkline
            points={points}
            label={`${points.length} means by ${bucket}, the last one ${format(points.at(-1)!.value)}`}
          />
        )}
      </Table.Td>
      <Table.Td>{group && <ValueSparkline result={result} group={group} />}</Table.Td>
      <Table.Td maw={260}>
        <DefinitionSummary name={name} />
      </Table.Td>
    </Table.Tr>
  );
}

function ScoreLink({ name, type }: Pick<ScoreResult, 'name' | 'type'>) {
  return (
    <Anchor
      size="sm"
      style={{ overflowWrap: 'anywhere' }}
      renderRoot={props => (
        <Link
          to="/scores/$name"
          params={{ name }}
          search={({ range, live, f, unit }) => ({ range, live, f, unit, type: type ?? undefined })}
          {...props}
        />
      )}
    >
      {name}
    </Anchor>
  );
}

const MAX_LABELS = 3;

/** The most frequent labels, a line for each. */
function LabelShares({ group }: { group: ScoreGroup }) {
  const labels = [...(group.labels ?? [])].sort((a, b) => b.share - a.share);
  return (
    <>
      {labels.slice(0, MAX_LABELS).map(({ label, share, interval }) => (
        <div key={label} style={{ overflowWrap: 'anywhere' }}>
          {label} {formatWithInterval('label', share, interval)}
        </div>
      ))}
      {labels.length > MAX_LABELS && `and ${count(labels.length - MAX_LABELS)} more`}
    </>
  );
}

function ValueSparkline({
  result: { type, histogram_edges: edges },
  group,
}: {
  result: ScoreResult;
  group: ScoreGroup;
}) {
  if (type === 'label') {
    const counts = (group.labels ?? []).map(({ n_ratings: n }) => n);
    return <SparkBars counts={counts} label={formatLabels(group, 10)} />;
  }
  if (!group.histogram || !edges) return null;
  const { counts } = group.histogram;
  const range = `${decimal(edges[0])} to ${decimal(edges.at(-1))}`;
  const largest = count(Math.max(...counts));
  return (
    <SparkBars
      counts={counts}
      label={`Distribution from ${range} in ${counts.length} bins, the largest with ${largest}`}
    />
  );
}
