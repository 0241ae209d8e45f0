import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { StatusLabel } from '../../components/StatusLabel';
import { cost, count } from '../../lib/numbers';
import { type ComparedRow, compareRows, describeAgreement, type Subject } from './previews';
import { type PreviewResult, type PreviewRow, subjectsQuery, type Target } from './queries';
import classes from './Evaluators.module.css';

/** What a draft says of each call, beside what people said; where they differ, first. */
export function Preview({ result, target }: { result: PreviewResult; target: Target }) {
  const ids = result.rows.map(({ subject }) => subject);
  const subjects = useQuery(subjectsQuery(target, ids)).data;
  const isOfRequests = target === 'request';
  const what = isOfRequests ? 'call' : 'session';
  if (!ids.length)
    return <p className={classes.quiet}>No logged {what} matches the filter of this draft.</p>;
  const rows = compareRows(result.rows);
  const agreement = describeAgreement(rows);
  return (
    <section aria-label="Preview" className={classes.preview}>
      <p>
        {agreement.length > 0
          ? `The draft beside people: ${agreement.join('; ')}.`
          : `No person has given these scores to these ${what}s yet: label some to compare.`}{' '}
        <span className={classes.quiet}>
          Cost {cost(result.cost_usd)}
          {result.not_begun > 0 &&
            `; ${count(result.not_begun)} were left, as the budget is used up`}
        </span>
      </p>
      <Table.ScrollContainer
        type="native"
        minWidth={760}
        tabIndex={0}
        aria-label={`Preview by ${what}`}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{isOfRequests ? 'Call' : 'Session'}</Table.Th>
              <Table.Th>Draft</Table.Th>
              <Table.Th>People</Table.Th>
              <Table.Th>Why the draft says so</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(each => (
              <Row
                key={each.row.subject}
                compared={each}
                subject={subjects?.get(each.row.subject)}
                isRequest={isOfRequests}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Row({
  compared: { row, said, isDifferent },
  subject,
  isRequest,
}: {
  compared: ComparedRow;
  subject: Subject | undefined; // undefined: not loaded yet, or deleted
  isRequest: boolean;
}) {
  return (
    <Table.Tr>
      <Table.Td className={classes.call}>
        <SubjectLink id={row.subject} isRequest={isRequest}>
          {subject?.text || row.subject}
        </SubjectLink>
        {subject?.more && <div className={classes.quiet}>{subject.more}</div>}
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {row.outcome === 'scored' ? given(row) : <Unscored row={row} />}
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {said
          .map(each => `${each.name} ${String(each.label ?? each.value)} (${each.author})`)
          .join(', ') || '–'}{' '}
        {isDifferent && <StatusLabel tone="unsure">differs</StatusLabel>}
      </Table.Td>
      <Table.Td className={classes.why}>{reasonOf(row)}</Table.Td>
    </Table.Tr>
  );
}

/** To a call, or to a session where sessions are scored. */
export function SubjectLink({
  id,
  isRequest,
  children,
}: {
  id: string;
  isRequest: boolean;
  children: string;
}) {
  return (
    <Anchor
      size="sm"
      renderRoot={props =>
        isRequest ? (
          <Link to="/requests/$requestId" params={{ requestId: id }} {...props} />
        ) : (
          <Link to="/sessions/$sessionId" params={{ sessionId: id }} {...props} />
        )
      }
    >
      {children}
    </Anchor>
  );
}

const given = ({ scores }: PreviewRow) =>
  scores.map(({ name, value }) => `${name} ${String(value)}`).join(', ');

function Unscored({ row: { outcome, reason } }: { row: PreviewRow }) {
  const text = [outcome, reason?.replaceAll('_', ' ')].filter(Boolean).join(': ');
  return <StatusLabel tone={outcome === 'failed' ? 'bad' : 'neutral'}>{text}</StatusLabel>;
}

const reasonOf = ({ scores, outcome, detail }: PreviewRow) =>
  scores
    .map(({ comment }) => comment)
    .filter(Boolean)
    .join(' ') || (outcome === 'scored' ? '' : detail);
