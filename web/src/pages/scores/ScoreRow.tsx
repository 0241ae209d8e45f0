import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ComparedScore, ScoreGroup, ScoreResult } from '../../api/scores';
import { Mean } from '../../components/Mean';
import { SparkBars, Sparkline } from '../../components/charts/Sparkline';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { CorrectedMean } from '../../components/scores/CorrectedMean';
import { Change } from '../../components/scores/Change';
import { DefinitionSummary, useDefinition } from '../../components/scores/DefinitionSummary';
import type { Judged } from '../../lib/corrected';
import { count, decimal } from '../../lib/numbers';
import { formatLabels, valueFormat } from '../../lib/scoreFormat';
import classes from './ScoreRow.module.css';

/** One score: its numbers, its change, its trend and distribution, and its definition. */
export function ScoreRow({
  result,
  trend,
  change,
  passRate,
  judged,
  bucket,
}: {
  result: ScoreResult;
  trend: ScoreResult | undefined;
  change: ComparedScore | undefined;
  passRate: false | { of: ScoreGroup | undefined }; // false: no score of the list has one
  judged: Judged | null | undefined; // as CorrectedMean has it
  bucket: string;
}) {
  const { name, type } = result;
  const group = result.groups[0];
  const points = useMemo(() => trend && scoreSeries(trend, bucket)[0]?.points, [trend, bucket]);
  const format = valueFormat(type);
  const direction = useDefinition(name)?.direction;
  return (
    <Table.Tr>
      <Table.Td maw={220} className={classes.name}>
        <ScoreLink name={name} type={type} />
        <Text size="xs" c="dimmed">
          {type ?? 'never scored'}
        </Text>
      </Table.Td>
      <Table.Td className="numeric" visibleFrom="sm">
        {count(group?.n_units ?? 0)}
      </Table.Td>
      {passRate && (
        <Table.Td className="numeric">
          {passRate.of && <Mean value={passRate.of.mean} interval={passRate.of.interval} isShare />}
        </Table.Td>
      )}
      <Table.Td className="numeric">
        {type === 'label' && group ? (
          <LabelShares group={group} />
        ) : (
          <Mean
            value={group?.mean}
            interval={group?.interval}
            isShare={type === 'boolean'}
            n={group?.n_units}
          />
        )}
        <CorrectedMean judged={judged} isShare={type === 'boolean'} />
      </Table.Td>
      <Table.Td className="numeric" visibleFrom="sm">
        {type !== 'label' && <Change row={change} direction={direction} />}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {points && points.length > 0 && (
          <Sparkline
            points={points}
            label={`${points.length} means by ${bucket}, the last one ${format(points.at(-1)!.value)}`}
          />
        )}
      </Table.Td>
      <Table.Td visibleFrom="xl">
        {group && <ValueSparkline result={result} group={group} />}
      </Table.Td>
      <Table.Td miw={200} maw={280} visibleFrom="sm">
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
        <div key={label} className={classes.share}>
          <span className={classes.label} title={label}>
            {label}
          </span>{' '}
          <Mean value={share} interval={interval} isShare />
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
