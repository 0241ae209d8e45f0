import { Table } from '@mantine/core';
import { Mean } from '../../components/Mean';
import { StatusLabel } from '../../components/StatusLabel';
import { formatDifference } from '../../lib/differences';
import { cost, count, duration } from '../../lib/numbers';
import classes from './Experiments.module.css';
import { IntervalBar } from './IntervalBar';
import type { ArmVerdict, ScoreVerdict } from './queries';
import { type Measure, measuresOf, STATES, TONES } from './words';

/** Each score and guardrail of an arm beside the control, with the interval that holds at every look. */
export function Scorecard({ arm, control }: { arm: ArmVerdict; control: string }) {
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
            <Row key={each.key} measure={each} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ measure }: { measure: Measure }) {
  const { title, goal, unit, verdict } = measure;
  const { difference, interval, always_valid_interval: always, state, sentence } = verdict;
  const fixed = formatDifference(unit, difference, interval);
  return (
    <Table.Tr className={classes.row}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {title}
        <div className={classes.quiet}>{goal}</div>
      </Table.Td>
      <SideCell unit={unit} side={verdict.control} />
      <SideCell unit={unit} side={verdict.arm} />
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

function SideCell({ unit, side }: { unit: Measure['unit']; side: ScoreVerdict['arm'] }) {
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
      {side && <div className={classes.quiet}>n {count(side.n)}</div>}
    </Table.Td>
  );
}
