import { Table } from '@mantine/core';
import { Mean } from '../../components/Mean';
import { CorrectedMean } from '../../components/scores/CorrectedMean';
import { StatusLabel } from '../../components/StatusLabel';
import { type Corrections, useCorrected } from '../../hooks/useCorrected';
import type { Judged } from '../../lib/corrected';
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
  const names = arm.scores.map(({ name }) => name);
  const corrected: Sides = {
    control: useCorrected(names, scopeOf(experiment, control)),
    arm: useCorrected(names, scopeOf(experiment, arm.arm)),
  };
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

type Sides = Record<'control' | 'arm', Corrections>;

/** The requests of one arm. */
function scopeOf({ arms, filter, unit, start, end, cluster_by }: Experiment, arm: string) {
  const own = arms.find(({ name }) => name === arm)?.filter ?? 'all';
  return {
    unit,
    filter: and(filter as FilterTree, own as FilterTree),
    time_range: { start, end },
    cluster_by,
  };
}

function Row({ measure, corrected }: { measure: Measure; corrected: Sides }) {
  const { title, goal, unit, verdict } = measure;
  const correctedOf = (side: keyof Sides) =>
    'name' in verdict ? corrected[side](verdict.name, verdict.type) : undefined;
  const { difference, interval, always_valid_interval: always, state, sentence } = verdict;
  const fixed = formatDifference(unit, difference, interval);
  return (
    <Table.Tr className={classes.row}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {title}
        <div className={classes.quiet}>{goal}</div>
      </Table.Td>
      <SideCell unit={unit} side={verdict.control} judged={correctedOf('control')} />
      <SideCell unit={unit} side={verdict.arm} judged={correctedOf('arm')} />
      <Table.Td className="numeric" title={`At one look: ${fixed}`}>
        <span className={classes.difference}>{formatDifference(unit, difference, always)}</span>
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
