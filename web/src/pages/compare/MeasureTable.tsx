import { Anchor, Table } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { Mean } from '../../components/Mean';
import { CorrectedDifference } from '../../components/scores/CorrectedDifference';
import { CorrectedMean } from '../../components/scores/CorrectedMean';
import type { Judged } from '../../lib/corrected';
import { cost, count, duration, durationWithin } from '../../lib/numbers';
import { formatDifference, formatLimits, formatRelative } from '../../lib/differences';
import classes from './compare.module.css';
import { DifferenceLine, extentOf } from './DifferenceLine';
import type { Measure, Quantile } from './measures';
import type { Side } from './sides';
import { formatP, type JudgedMeasure, testName } from './verdict';

/** A row for each score, each label of a score, and each metric, with their differences on one axis. */
export function MeasureTable({
  judged,
  shown,
  both,
}: {
  judged: JudgedMeasure[]; // all: they decide the axis
  shown: JudgedMeasure[];
  both: [Side, Side];
}) {
  const extent = extentOf(judged);
  return (
    <Table.ScrollContainer
      minWidth={480}
      className="fits"
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
    >
      <Table aria-label="Comparison" verticalSpacing={2} className={classes.measures}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="15%" miw={120}>
              Measure
            </Table.Th>
            <Table.Th className="numeric" w="14%" visibleFrom="sm">
              <span className={classes.a}>{both[0].name}</span>
            </Table.Th>
            <Table.Th className="numeric" w="14%" visibleFrom="sm">
              <span className={classes.b}>{both[1].name}</span>
            </Table.Th>
            <Table.Th className="numeric" w="17%">
              Difference
            </Table.Th>
            <Table.Th ta="center" miw={72} aria-hidden="true" visibleFrom="md">
              worse ← → better
            </Table.Th>
            <Table.Th w="17%" miw={130} visibleFrom="sm">
              Verdict
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(each => (
            <Row key={each.measure.key} judged={each} extent={extent} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ judged, extent }: { judged: JudgedMeasure; extent: number }) {
  const { measure, kind, label, reason } = judged;
  const { interval, alwaysValid, corrected, n } = measure;
  const relative = formatRelative(measure.relative);
  const hint = [relative, measure.isPaired && `${count(n[0])} pairs`].filter(Boolean).join(', ');
  const test = `${testName(measure.test)}, p ${formatP(measure.p)}, adjusted ${formatP(measure.adjustedP)}`;
  return (
    <Table.Tr className={classes.row}>
      <Table.Td>
        <MeasureName measure={measure} />
      </Table.Td>
      <SideCell measure={measure} side={measure.first} judged={corrected?.first} />
      <SideCell measure={measure} side={measure.second} judged={corrected?.second} />
      <Table.Td className="numeric" title={interval.reason ?? test}>
        <span className={classes.difference}>
          {formatDifference(measure.unit, measure.difference, interval)}
        </span>
        {hint && <div className={classes.quiet}>{hint}</div>}
        <CorrectedDifference judged={corrected} unit={measure.unit} />
        <EveryLook interval={alwaysValid} unit={measure.unit} />
      </Table.Td>
      <Table.Td aria-hidden="true" visibleFrom="md">
        <DifferenceLine judged={judged} extent={extent} />
      </Table.Td>
      <Table.Td title={`${test}${reason && `: ${reason}`}`}>
        <span className={`${classes.pill} ${classes[kind] ?? ''}`}>{label}</span>
        {reason && <div className={classes.quiet}>{reason}</div>}
      </Table.Td>
    </Table.Tr>
  );
}

/** "at every look [3.1, 7.2]"; unknown where there are too few units. */
function EveryLook({
  interval,
  unit,
}: {
  interval: Measure['alwaysValid'];
  unit: Measure['unit'];
}) {
  const limits = formatLimits(unit, interval);
  return (
    <div className={classes.quiet} title={interval.reason ?? interval.caution ?? undefined}>
      at every look {limits ?? 'unknown'}
    </div>
  );
}

/** A link to the details of a score. */
function MeasureName({ measure: { title, score } }: { measure: Measure }) {
  const chosen = useSearch({ from: '/compare' }).score;
  if (!score) return <>{title}</>;
  return (
    <Anchor
      size="sm"
      aria-current={chosen === score.name || undefined}
      renderRoot={props => (
        <Link to="." search={before => ({ ...before, score: score.name })} {...props} />
      )}
    >
      {title}
    </Anchor>
  );
}

function SideCell({
  measure: { unit },
  side,
  judged,
}: {
  measure: Measure;
  side: Measure['first'];
  judged: Judged | undefined;
}) {
  const write = unit === 'usd' ? cost : duration;
  return (
    <Table.Td
      className="numeric"
      visibleFrom="sm"
      title={side.interval.reason ?? side.interval.caution ?? undefined}
    >
      {unit === 'usd' || unit === 'ms' ? (
        write(side.mean)
      ) : (
        <Mean value={side.mean} interval={side.interval} isShare={unit === 'share'} />
      )}
      <CorrectedMean judged={judged} isShare={unit === 'share'} />
      <div className={classes.quiet}>n {count(side.n)}</div>
      {side.quantiles?.map(each => (
        <div key={each.name} className={classes.quiet} title={each.interval?.reason ?? undefined}>
          {quantileText(each)}
        </div>
      ))}
    </Table.Td>
  );
}

/** "p95 2.31 s [2.10, 2.60]" */
function quantileText({ name, value, interval }: Quantile): string {
  const { low = null, high = null } = interval ?? {};
  if (low === null || high === null) return `${name} ${duration(value)}`;
  return `${name} ${durationWithin(value, low, high)}`;
}
