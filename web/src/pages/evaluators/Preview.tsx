import { Anchor, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { cost, count } from '../../lib/numbers';
import { compareWithPeople, type HumanScore } from './previews';
import { humanScoresQuery, type PreviewResult, type PreviewRow } from './queries';
import classes from './Evaluators.module.css';

/** What a draft says of each call, beside what people said. */
export function Preview({ result }: { result: PreviewResult }) {
  const ids = result.rows.map(({ subject }) => subject);
  const people = useQuery({ ...humanScoresQuery(ids), enabled: ids.length > 0 });
  const said = people.data ?? new Map<string, HumanScore[]>();
  const { compared, same } = compareWithPeople(result.rows, said);
  if (!result.rows.length)
    return <p className={classes.quiet}>No logged call matches the filter of this draft.</p>;
  return (
    <section aria-label="Preview" className={classes.preview}>
      <p>
        {compared > 0
          ? `The draft says the same as people in ${count(same)} of ${count(compared)} scores that both gave.`
          : 'No person has given these scores to these calls yet: label some to compare.'}{' '}
        <span className={classes.quiet}>
          Cost {cost(result.cost_usd)}
          {result.not_begun > 0 &&
            `; ${count(result.not_begun)} were left, as the budget is used up`}
        </span>
      </p>
      <Table.ScrollContainer type="native" minWidth={640} tabIndex={0} aria-label="Preview by call">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Call</Table.Th>
              <Table.Th>Draft</Table.Th>
              <Table.Th>People</Table.Th>
              <Table.Th>Why</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {result.rows.map(row => (
              <Row key={row.subject} row={row} people={said.get(row.subject) ?? []} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

function Row({ row, people }: { row: PreviewRow; people: HumanScore[] }) {
  const names = new Set(row.scores.map(({ name }) => name));
  const same = people.filter(({ name }) => names.has(name));
  return (
    <Table.Tr>
      <Table.Td className={classes.wrap}>
        <Anchor
          size="sm"
          renderRoot={props => (
            <Link to="/requests/$requestId" params={{ requestId: row.subject }} {...props} />
          )}
        >
          {row.subject}
        </Anchor>
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {row.outcome === 'scored'
          ? row.scores.map(({ name, value }) => `${name} ${String(value)}`).join(', ')
          : `${row.outcome}${row.reason ? `: ${row.reason.replaceAll('_', ' ')}` : ''}`}
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {same
          .map(each => `${each.name} ${String(each.label ?? each.value)} (${each.author})`)
          .join(', ') || '–'}
      </Table.Td>
      <Table.Td className={classes.wrap}>
        {row.scores
          .map(({ comment }) => comment)
          .filter(Boolean)
          .join(' ') || (row.outcome === 'scored' ? '' : row.detail)}
      </Table.Td>
    </Table.Tr>
  );
}
