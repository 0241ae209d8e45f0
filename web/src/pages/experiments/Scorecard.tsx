import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ComparedScore, correctedComparisonQuery, MAX_SCORE_NAMES } from '../../api/scores';
import { Mean } from '../../components/Mean';
import { CorrectedDifference } from '../../components/scores/CorrectedDifference';
import { CorrectedMean } from '../../components/scores/CorrectedMean';
import { StatusLabel } from '../../components/StatusLabel';
import { useScoreNames } from '../../hooks/useNames';
import { type Judged, labelledOf } from '../../lib/corrected';
import { formatDifference } from '../../lib/differences';
import { and, type FilterTree } from '../../lib/filter';
import { cost, count, duration } from '../../lib/numbers';
import classes from './Experiments.module.css';
import { IntervalBar } from './IntervalBar';
import type { ArmVerdict, Experiment, ScoreVerdict } from './queries';
import { type Measure, measuresOf, STATES, TONES } from './words';

/** Each score and guardrail of an arm beside the control, with the interval that holds at every look. */
export function Scorecard({
  arm,
  control,
  experiment,
}: {
  arm: ArmVerdict;
  control: string;
  experiment: Experiment;
}) {
  const known = useScoreNames().data ?? [];
  const corrected = useQuery(
    correctedComparisonQuery({
      scores: labelledOf(
        arm.scores.map(({ name }) => name),
        known,
      ).slice(0, MAX_SCORE_NAMES),
      first: groupOf(experiment, control),
      second: groupOf(experiment, arm.arm),
      unit: experiment.unit,
      time_range: { start: experiment.start, end: experiment.end },
      cluster_by: experiment.cluster_by,
    }),
  ).data;
  return (
    <Table.ScrollContainer
      minWidth={480}
      className="fits"
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label={`${arm.arm} against ${control}`} className={classes.scorecard}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="18%" miw={120}>
              Measure
            </Table.Th>
            <Table.Th className="numeric" visibleFrom="sm">
              {control}
            </Table.Th>
            <Table.Th className="numeric" visibleFrom="sm">
              {arm.arm}
            </Table.Th>
            <Table.Th className="numeric">Difference, at every look</Table.Th>
            <Table.Th ta="center" miw={90} aria-hidden="true" visibleFrom="md">
              worse ← → better
            </Table.Th>
            <Table.Th w="34%" miw={180}>
              Verdict
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {measuresOf(arm).map(each => (
            <Row key={each.key} measure={each} corrected={corrected} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The requests of one arm. */
function groupOf({ arms, filter }: Experiment, arm: string) {
  const own = arms.find(({ name }) => name === arm)?.filter ?? 'all';
  return { filter: and(filter as FilterTree, own as FilterTree) };
}

function Row({ measure, corrected }: { measure: Measure; corrected: ComparedScore[] | undefined }) {
  const { title, goal, unit, verdict } = measure;
  const judged =
    'name' in verdict && verdict.type !== 'label'
      ? corrected?.find(({ name, type }) => name === verdict.name && type === verdict.type)?.judged
      : undefined;
  const { difference, interval, always_valid_interval: always, state, sentence } = verdict;
  const fixed = formatDifference(unit, difference, interval);
  return (
    <Table.Tr className={classes.row}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {title}
        <div className={classes.quiet}>{goal}</div>
      </Table.Td>
      <SideCell unit={unit} side={verdict.control} judged={judged?.first} />
      <SideCell unit={unit} side={verdict.arm} judged={judged?.second} />
      <Table.Td className="numeric" title={`At one look: ${fixed}`}>
        <span className={classes.difference}>{formatDifference(unit, difference, always)}</span>
        <CorrectedDifference judged={judged} unit={unit} />
        {always?.reason && <div className={classes.quiet}>no interval yet</div>}
      </Table.Td>
      <Table.Td aria-hidden="true" visibleFrom="md">
        <IntervalBar measure={measure} />
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <StatusLabel tone={TONES[state]}>{STATES[state]}</StatusLabel>
        <div className={classes.quiet}>{sentence}</div>
      </Table.Td>
    </Table.Tr>
  );
}

function SideCell({
  unit,
  side,
  judged,
}: {
  unit: Measure['unit'];
  side: ScoreVerdict['arm'];
  judged: Judged | null | undefined;
}) {
  return (
    <Table.Td className="numeric" visibleFrom="sm">
      {side === null ? (
        '–'
      ) : unit === 'usd' ? (
        cost(side.mean)
      ) : unit === 'ms' ? (
        duration(side.mean)
      ) : (
        <Mean value={side.mean} interval={side.interval} isShare={unit === 'share'} />
      )}
      <CorrectedMean judged={judged} isShare={unit === 'share'} />
      {side && <div className={classes.quiet}>n {count(side.n)}</div>}
    </Table.Td>
  );
}
