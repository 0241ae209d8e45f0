import { Table } from '@mantine/core';
import { type AmountUnit, formatDifference } from '../../lib/differences';
import type { Condition } from '../../lib/filter';
import { evaluatorConditions, groupCondition } from '../../lib/groupCondition';
import { digitsOf } from '../../lib/means';
import { costsOf, duration, fixed, fixedPercent } from '../../lib/numbers';
import { NarrowLink } from '../NarrowLink';
import { isClear, kindOf, nameOf } from './causes';
import type { Explained, ExplainedValue } from '../../api/explanations';
import classes from './explanation.module.css';

const MIXED = '(mixed)';

/** A row for each value: what it contributes to the change, and how its mean and share were before and are now. */
export function ExplanationTable({
  explained: { difference, interval },
  values,
  score,
  unit,
  direction,
}: {
  explained: Explained;
  values: ExplainedValue[];
  score: string | undefined; // undefined: a metric
  unit: AmountUnit;
  direction: 'higher' | 'lower' | null;
}) {
  const largest = Math.max(
    Math.abs(difference ?? 0),
    ...values.map(({ contribution }) => Math.abs(contribution.amount)),
  );
  const isShare = unit === 'share';
  const digits = digitsOf([interval], isShare);
  const writeCost = costsOf(values.flatMap(({ first, second }) => [first.mean, second.mean]));
  const write = (mean: number | null) =>
    unit === 'usd'
      ? writeCost(mean)
      : unit === 'ms'
        ? duration(mean)
        : (isShare ? fixedPercent : fixed)(mean, digits);
  return (
    <Table.ScrollContainer minWidth={680} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label="What explains the change" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Where</Table.Th>
            <Table.Th>Mostly</Table.Th>
            <Table.Th>Contribution</Table.Th>
            <Table.Th className={`numeric ${classes.head}`}>Mean before → now</Table.Th>
            <Table.Th className={`numeric ${classes.head}`}>Share before → now</Table.Th>
            <Table.Th className={`numeric ${classes.head}`}>Adjusted p</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map(each => (
            <Row
              key={`${each.key} ${each.value} ${each.other}`}
              value={each}
              score={score}
              unit={unit}
              direction={direction}
              largest={largest}
              write={write}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({
  value,
  score,
  unit,
  direction,
  largest,
  write,
}: {
  value: ExplainedValue;
  score: string | undefined;
  unit: AmountUnit;
  direction: 'higher' | 'lower' | null;
  largest: number;
  write: (mean: number | null) => string;
}) {
  const { contribution, first, second, mix, rate, excess } = value;
  const { amount, interval } = contribution;
  const parts = (['rate', 'mix'] as const).map(kind => {
    const part = { rate, mix }[kind];
    return `${kind} ${formatDifference(unit, part.amount, part.interval)}`;
  });
  const isGood = direction && amount > 0 === (direction === 'higher');
  const tone = !isClear(value)
    ? ''
    : direction
      ? isGood
        ? classes.good
        : classes.bad
      : classes.clear;
  const p = excess.p_value_holm;
  return (
    <Table.Tr>
      <Table.Td miw={150} maw={260} style={{ overflowWrap: 'anywhere' }}>
        <Where value={value} score={score} />
      </Table.Td>
      <Table.Td className={classes.quiet} title={parts.join(', ')}>
        {kindOf(value)}
      </Table.Td>
      <Table.Td title={interval.reason ?? interval.caution ?? parts.join(', ')}>
        <span className={classes.part}>
          <svg className={classes.bar} aria-hidden="true">
            <rect
              rx="2"
              width={`${(100 * Math.abs(amount)) / (largest || 1)}%`}
              height="8"
              className={tone}
            />
          </svg>
          {formatDifference(unit, amount, interval)}
        </span>
      </Table.Td>
      <Table.Td className="numeric" style={{ whiteSpace: 'nowrap' }}>
        {write(first.mean)} → {write(second.mean)}
      </Table.Td>
      <Table.Td className="numeric" style={{ whiteSpace: 'nowrap' }}>
        {fixedPercent(first.share, 0)} → {fixedPercent(second.share, 0)}
      </Table.Td>
      <Table.Td className="numeric">
        {p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3)}
      </Table.Td>
    </Table.Tr>
  );
}

/** Narrows the page to the value, where a filter can say it. */
function Where({ value, score }: { value: ExplainedValue; score: string | undefined }) {
  const conditions = conditionsOf(value, score);
  const name = nameOf(value);
  return conditions ? <NarrowLink conditions={conditions}>{name}</NarrowLink> : <>{name}</>;
}

function conditionsOf(
  { key, value, other, evaluator }: ExplainedValue,
  score: string | undefined,
): Condition[] | null {
  if (other || value === MIXED) return null;
  if (evaluator && score !== undefined)
    return evaluatorConditions(evaluator.name, evaluator.version, score);
  const condition = groupCondition(key, value, score ?? '');
  return condition && [condition];
}
