import { Anchor, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { decimal, percent } from '../../lib/numbers';
import type { Disagreement } from './agreementQuery';
import classes from './Raters.module.css';
import { withoutMarks } from '../../lib/withoutMarks';

/** What raters differ on, the largest differences first. */
export function Disagreements({
  all,
  nameOf,
}: {
  all: Disagreement[];
  nameOf: (rater: string) => string;
}) {
  return (
    <section aria-labelledby="disagreements">
      <h2 id="disagreements" className={classes.heading}>
        Where they differ
      </h2>
      {all.length === 0 ? (
        <p className={classes.sentence}>Nowhere: all ratings of each request are equal.</p>
      ) : (
        <Table.ScrollContainer
          className="framed"
          type="native"
          minWidth={520}
          tabIndex={0}
          aria-label="Where raters differ"
        >
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Request</Table.Th>
                <Table.Th>Ratings</Table.Th>
                <Table.Th className="numeric">Spread</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map(each => (
                <Row key={each.request_id ?? each.session_id} disagreement={each} nameOf={nameOf} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function Row({
  disagreement,
  nameOf,
}: {
  disagreement: Disagreement;
  nameOf: (rater: string) => string;
}) {
  const { request_id: request, session_id: session, prompt_preview: preview } = disagreement;
  const { ratings, spread } = disagreement;
  const isNumber = ratings.every(({ value }) => typeof value === 'number');
  return (
    <Table.Tr>
      <Table.Td className={classes.preview}>
        <Anchor
          size="sm"
          renderRoot={props =>
            request ? (
              <Link to="/requests/$requestId" params={{ requestId: request }} {...props} />
            ) : (
              <Link to="/sessions/$sessionId" params={{ sessionId: session! }} {...props} />
            )
          }
        >
          {withoutMarks(preview ?? '') || request || session}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <div className={classes.ratings}>
          {ratings.map(({ rater, value, is_person: isPerson }) => (
            <span key={rater}>
              <span className={classes.who}>
                {nameOf(rater)}
                {!isPerson && ' (program)'}
              </span>{' '}
              {String(value)}
            </span>
          ))}
        </div>
      </Table.Td>
      <Table.Td className="numeric">{isNumber ? decimal(spread) : percent(spread)}</Table.Td>
    </Table.Tr>
  );
}
