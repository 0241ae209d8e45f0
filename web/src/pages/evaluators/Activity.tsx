import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { Stat } from '../../components/Stat';
import { Timestamp } from '../../components/Timestamp';
import { cost, count } from '../../lib/numbers';
import { SubjectLink } from './Preview';
import type { Evaluator, Reason } from './queries';
import classes from './Evaluators.module.css';

const STEPS = [
  ['seen', 'Seen', 'calls that ended'],
  ['matched', 'Matched', 'of them match the filter'],
  ['sampled', 'Sampled', 'of them are in the sample'],
  ['waiting', 'Waiting', 'not evaluated yet'],
  ['scored', 'Scored', 'evaluations with scores'],
  ['skipped', 'Skipped', 'for no fault of the evaluator'],
  ['failed', 'Failed', 'evaluations'],
  ['dropped', 'Dropped', 'too many waited'],
] as const;

/** How far calls came, what it spent, and why calls were not scored, with the newest of each. `children` stand between. */
export function Activity({ evaluator, children }: { evaluator: Evaluator; children: ReactNode }) {
  const { counts, reasons, definition, spent_this_hour: hour, spent_today: day } = evaluator;
  const { budget } = definition;
  const limit = (most: number | null | undefined, write: (value: number) => string) =>
    typeof most === 'number' ? `of ${write(most)}` : 'no limit';
  return (
    <>
      <div className={classes.figures}>
        {STEPS.map(([field, label, hint]) => (
          <Stat key={field} label={label} hint={hint}>
            {count(counts[field])}
          </Stat>
        ))}
      </div>
      <div className={classes.figures}>
        <Stat label="Spent this hour" hint={limit(budget?.usd_per_hour, value => cost(value))}>
          {cost(hour.usd)}
        </Stat>
        <Stat label="Spent today" hint={limit(budget?.usd_per_day, value => cost(value))}>
          {cost(day.usd)}
        </Stat>
        <Stat label="Calls this hour" hint={limit(budget?.calls_per_hour, value => count(value))}>
          {count(hour.calls)}
        </Stat>
        <Stat label="Calls today" hint={limit(budget?.calls_per_day, value => count(value))}>
          {count(day.calls)}
        </Stat>
      </div>
      {children}
      {reasons.length === 0 && (
        <p className={classes.quiet}>
          It has evaluated nothing so far. Back-fill logged calls, or wait for new ones.
        </p>
      )}
      {reasons.map(each => (
        <ReasonTable
          key={`${each.outcome} ${each.reason}`}
          reason={each}
          isOfRequests={definition.target !== 'session'}
        />
      ))}
    </>
  );
}

function ReasonTable({
  reason: { outcome, reason, count: total, examples },
  isOfRequests,
}: {
  reason: Reason;
  isOfRequests: boolean;
}) {
  const title = [outcome, reason.replaceAll('_', ' ')].filter(Boolean).join(': ');
  return (
    <details open={outcome !== 'scored'} className={classes.reason}>
      <summary>
        {title} <span className={classes.quiet}>{count(total)}</span>
      </summary>
      <Table.ScrollContainer
        className="framed"
        type="native"
        minWidth={480}
        tabIndex={0}
        aria-label={title}
      >
        <Table>
          <Table.Tbody>
            {examples.map(({ at, subject, detail }) => (
              <Table.Tr key={`${at} ${subject}`}>
                <Table.Td>
                  <Timestamp at={at} precise />
                </Table.Td>
                <Table.Td className={classes.wrap}>
                  <SubjectLink id={subject} isRequest={isOfRequests}>
                    {subject}
                  </SubjectLink>
                </Table.Td>
                <Table.Td className={classes.wrap}>{detail}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </details>
  );
}
