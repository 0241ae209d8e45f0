import { Table } from '@mantine/core';
import { Mean } from '../../components/Mean';
import { count } from '../../lib/numbers';
import type { Judge } from './agreementQuery';
import { ConfusionTable } from './ConfusionTable';
import { PairCells } from './PairList';
import classes from './Raters.module.css';

/** Each judge or other program against the people together. */
export function JudgeList({
  judges,
  nameOf,
}: {
  judges: Judge[];
  nameOf: (rater: string) => string;
}) {
  const rated = judges.filter(({ pair }) => pair.kappa.n_units > 0);
  if (!rated.length) return null;
  const hasDifference = rated[0]!.pair.difference !== null;
  const hasThreshold = rated.some(({ passing }) => passing);
  return (
    <section aria-labelledby="judges">
      <h2 id="judges" className={classes.heading}>
        Judges against people
      </h2>
      <Table.ScrollContainer
        className="framed"
        type="native"
        minWidth={520}
        tabIndex={0}
        aria-label="Judges against people"
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Judge</Table.Th>
              <Table.Th className="numeric">Both rated</Table.Th>
              <Table.Th className="numeric">Equal</Table.Th>
              <Table.Th className="numeric">Cohen’s kappa</Table.Th>
              {hasDifference && <Table.Th className="numeric">Judge − people</Table.Th>}
              {hasThreshold && <Table.Th className="numeric">Precision</Table.Th>}
              {hasThreshold && <Table.Th className="numeric">Recall</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rated.map(({ pair, passing, n_ties: ties }) => (
              <Table.Tr key={pair.second}>
                <Table.Td>
                  {nameOf(pair.second)}
                  {ties > 0 && (
                    <span className={classes.hint}>
                      {' '}
                      {count(ties)} left out, as people are divided
                    </span>
                  )}
                </Table.Td>
                <PairCells pair={pair} />
                {hasThreshold && (
                  <Table.Td className="numeric">
                    <Mean
                      value={passing?.precision}
                      interval={passing?.precision_interval}
                      isShare
                      digits={0}
                    />
                  </Table.Td>
                )}
                {hasThreshold && (
                  <Table.Td className="numeric">
                    <Mean
                      value={passing?.recall}
                      interval={passing?.recall_interval}
                      isShare
                      digits={0}
                    />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div className={classes.figures}>
        {rated.map(({ pair }) => (
          <ConfusionTable
            key={pair.second}
            table={pair.table}
            first="people"
            second={nameOf(pair.second)}
          />
        ))}
      </div>
    </section>
  );
}
