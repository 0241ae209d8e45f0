import { Anchor } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Definition, ScoreResult } from '../../api/scores';
import { scoreSeries } from '../../components/charts/scoreSeries';
import { TimeChart } from '../../components/charts/TimeChart';
import { CorrectedMean } from '../../components/scores/CorrectedMean';
import { EmptyState } from '../../components/states';
import type { Judged } from '../../lib/corrected';
import type { Range } from '../../hooks/useRange';
import { meanText } from '../../lib/means';
import type { Mark } from '../../components/charts/timeSeries';
import { count, decimal } from '../../lib/numbers';
import { formatAbsolute } from '../../lib/range';
import { formatLabels, formatMean, valueFormat } from '../../lib/scoreFormat';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { ChangeNote } from './ChangeNote';
import { scoreChange } from './scoreChange';
import { ChartPanel } from './ChartPanel';
import type { Compared } from './queries';

interface ScoreTrendProps {
  result: ScoreResult;
  bucket: string;
  range: Range;
  unit: ScoreUnit;
  marks: readonly Mark[];
  compared: Compared[]; // with the time before; of a score of labels, each label
  passing: Compared | undefined; // the shares that pass
  judged: Judged | null | undefined; // as CorrectedMean has it
  definition: Definition | undefined;
}

/** One score over time, with its mean and how it changed. */
export function ScoreTrend({
  result,
  bucket,
  range,
  unit,
  marks,
  compared,
  passing,
  judged,
  definition,
}: ScoreTrendProps) {
  const navigate = useNavigate();
  const series = useMemo(() => scoreSeries(result, bucket), [result, bucket]);
  const threshold = useMemo(() => thresholdOf(result, definition), [result, definition]);
  const format = valueFormat(result.type);
  const link = (
    <Anchor
      inherit
      renderRoot={props => (
        <Link
          to="/scores/$name"
          params={{ name: result.name }}
          search={before => ({ ...before })}
          {...props}
        />
      )}
    >
      {result.name}
    </Anchor>
  );
  const isEmpty = !series.some(({ points }) => points.length);
  return (
    <ChartPanel
      title={link}
      name={result.name}
      figure={
        <>
          {result.total && <ScoreFigure type={result.type} group={result.total} />}
          <CorrectedMean judged={judged} isShare={result.type === 'boolean'} />
        </>
      }
      note={
        <>
          {result.total && result.total.n_units > 0 && `n ${count(result.total.n_units)}`}
          {passing && <PassRate row={passing} />}
          <ChangeNote change={scoreChange(compared, definition)} />
        </>
      }
    >
      {isEmpty ? (
        <EmptyState title="No scores in this range">
          No {unit} in this range matches the filter and has this score.
        </EmptyState>
      ) : (
        <TimeChart
          label={`${result.name} by ${bucket}`}
          series={series}
          format={format}
          from={range.start}
          to={range.end}
          threshold={threshold}
          marks={marks}
          height={160}
          onSelect={selected =>
            void navigate({ to: '.', search: now => ({ ...now, range: formatAbsolute(selected) }) })
          }
        />
      )}
    </ChartPanel>
  );
}

/** A line where a number begins to pass. */
function thresholdOf({ type }: ScoreResult, definition: Definition | undefined) {
  const value = definition?.pass_threshold ?? null;
  if (type !== 'number' || value === null) return undefined;
  const words = definition?.direction === 'lower' ? 'passes up to' : 'passes from';
  return { value, label: `${words} ${decimal(value)}` };
}

function PassRate({ row: { second } }: { row: Compared }) {
  const { value, interval } = meanText(second.mean, second.interval, { isShare: true });
  return (
    <span>
      {value} {interval} pass
    </span>
  );
}

function ScoreFigure({
  type,
  group,
}: {
  type: ScoreResult['type'];
  group: ScoreResult['groups'][number];
}) {
  if (!group.n_units) return null;
  return <>{type === 'label' ? formatLabels(group, 2) : formatMean(type, group)}</>;
}
