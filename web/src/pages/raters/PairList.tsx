import { Table } from '@mantine/core';
import { useState } from 'react';
import { Mean } from '../../components/Mean';
import { count } from '../../lib/numbers';
import type { RaterPair } from './agreementQuery';
import { ConfusionTable } from './ConfusionTable';
import { PairMatrix } from './PairMatrix';
import classes from './Raters.module.css';

/** Each two raters, and of the pair that is chosen the figures and who said what. */
export function PairList({
  pairs,
  nameOf,
  areVersions,
}: {
  pairs: RaterPair[];
  nameOf: (rater: string) => string;
  areVersions: boolean;
}) {
  const [chosen, setChosen] = useState<string>();
  const rated = pairs.filter(({ kappa }) => kappa.n_units > 0);
  if (!rated.length) return null;
  const usual = rated[areVersions ? rated.length - 1 : 0]!; // of versions the newest two
  const pair = rated.find(each => keyOf(each) === chosen) ?? usual;
  const [first, second] = [nameOf(pair.first), nameOf(pair.second)];
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs" className={classes.heading}>
        {areVersions ? 'Each two versions' : 'Each two raters'}
      </h2>
      <div className={classes.sides}>
        {pairs.length > 1 && (
          <PairMatrix
            pairs={pairs}
            chosen={pair}
            nameOf={nameOf}
            onChoose={each => setChosen(keyOf(each))}
          />
        )}
        <div className={classes.pair}>
          <Table.ScrollContainer
            className="framed"
            type="native"
            minWidth={380}
            tabIndex={0}
            aria-label={`${first} and ${second}, in figures`}
          >
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Raters</Table.Th>
                  <Table.Th className="numeric">Both rated</Table.Th>
                  <Table.Th className="numeric">Equal</Table.Th>
                  <Table.Th className="numeric">Cohen’s kappa</Table.Th>
                  {pair.difference !== null && (
                    <Table.Th className="numeric">Second − first</Table.Th>
                  )}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                <Table.Tr>
                  <Table.Td>
                    {first} and {second}
                  </Table.Td>
                  <PairCells pair={pair} />
                </Table.Tr>
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
          <ConfusionTable table={pair.table} first={first} second={second} />
        </div>
      </div>
    </section>
  );
}

const keyOf = ({ first, second }: RaterPair) => JSON.stringify([first, second]);

export function PairCells({ pair }: { pair: RaterPair }) {
  const { kappa, percent, difference, difference_interval: interval } = pair;
  return (
    <>
      <Table.Td className="numeric">{count(kappa.n_units)}</Table.Td>
      <Table.Td className="numeric">
        <Mean value={percent.value} interval={percent.interval} isShare digits={0} />
      </Table.Td>
      <Table.Td className="numeric">
        <Mean value={kappa.value} interval={kappa.interval} digits={2} />
      </Table.Td>
      {difference !== null && (
        <Table.Td className="numeric">
          <Mean value={difference} interval={interval} digits={2} />
        </Table.Td>
      )}
    </>
  );
}
