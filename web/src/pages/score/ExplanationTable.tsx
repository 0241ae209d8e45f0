import { Table } from '@mantine/core';
import { formatDifference } from '../../lib/differences';
import { digitsOf } from '../../lib/means';
import { fixed, fixedPercent } from '../../lib/numbers';
import { isClear, kindOf, nameOf } from './causes';
import { groupCondition } from './grouping';
import { NarrowLink } from './NarrowLink';
import type { Explained, ExplainedValue } from './queries';
import classes from './score.module.css';
import type { Subject } from './subject';

const MIXED = '(mixed)';

/** A row for each value: what it contributes to the change, and how its mean and share were before and are now. */
export function ExplanationTable({
  explained: { difference, interval },
  values,
  subject,
  direction,
}: {
  explained: Explained;
  values: ExplainedValue[];
  subject: Subject;
  direction: 'higher' | 'lower' | null;
}) {
  const largest = Math.max(
    Math.abs(difference ?? 0),
    ...values.map(({ contribution }) => Math.abs(contribution.amount)),
  );
  const isShare = subject.type !== 'number';
  const digits = digitsOf([interval], isShare);
  const write = (mean: number | null) => (isShare ? fixedPercent : fixed)(mean, digits);
  return (
    <Table.ScrollContainer minWidth={760} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label="What explains the change" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Where</Table.Th>
            <Table.Th>Mostly</Table.Th>
            <Table.Th>Contribution</Table.Th>
            <Table.Th className="numeric">Mean before → now</Table.Th>
            <Table.Th className="numeric">Share before → now</Table.Th>
            <Table.Th className="numeric">Adjusted p</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map(each => (
            <Row
              key={`${each.key} ${each.value} ${each.other}`}
              value={each}
              subject={subject}
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
  subject,
  direction,
  largest,
  write,
}: {
  value: ExplainedValue;
  subject: Subject;
  direction: 'higher' | 'lower' | null;
  largest: number;
  write: (mean: number | null) => string;
}) {
  const { contribution, first, second, mix, rate, excess } = value;
  const unit = subject.type === 'number' ? 'number' : 'share';
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
      <Table.Td miw={130} maw={260} style={{ overflowWrap: 'anywhere' }}>
        <Where value={value} subject={subject} />
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
function Where({ value, subject }: { value: ExplainedValue; subject: Subject }) {
  const isNamed = !value.other && value.key !== 'evaluator' && value.value !== MIXED;
  const condition = isNamed ? groupCondition(value.key, value.value, subject.name) : null;
  const name = nameOf(value);
  return condition ? <NarrowLink condition={condition}>{name}</NarrowLink> : <>{name}</>;
}
