import { Table } from '@mantine/core';
import { useState } from 'react';
import { Mean } from '../../components/Mean';
import { count, fixed } from '../../lib/numbers';
import type { RaterPair } from './agreementQuery';
import { ConfusionTable } from './ConfusionTable';
import classes from './Label.module.css';

/** Each two people; the table of who said what for the one that is chosen. */
export function PairList({ pairs }: { pairs: RaterPair[] }) {
  const [chosen, setChosen] = useState(0);
  const rated = pairs.filter(({ kappa }) => kappa.n_units > 0);
  if (!rated.length) return null;
  const pair = rated[Math.min(chosen, rated.length - 1)]!;
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs" className={classes.heading}>
        Each two raters
      </h2>
      <div className={classes.sides}>
        <Table.ScrollContainer
          className="framed"
          type="native"
          minWidth={420}
          tabIndex={0}
          aria-label="Pairs of raters"
        >
          <Table highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Raters</Table.Th>
                <Table.Th className="numeric">Both rated</Table.Th>
                <Table.Th className="numeric">Equal</Table.Th>
                <Table.Th className="numeric">Cohen’s kappa</Table.Th>
                {pair.difference !== null && <Table.Th className="numeric">Difference</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rated.map((each, index) => (
                <Table.Tr key={`${each.first} ${each.second}`} aria-selected={each === pair}>
                  <Table.Td>
                    <button
                      type="button"
                      className={classes.choice}
                      aria-pressed={each === pair}
                      onClick={() => setChosen(index)}
                    >
                      {each.first || 'unnamed'} and {each.second || 'unnamed'}
                    </button>
                  </Table.Td>
                  <PairCells pair={each} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <ConfusionTable
          table={pair.table}
          first={pair.first || 'unnamed'}
          second={pair.second || 'unnamed'}
        />
      </div>
    </section>
  );
}

export function PairCells({ pair: { kappa, percent, difference } }: { pair: RaterPair }) {
  return (
    <>
      <Table.Td className="numeric">{count(kappa.n_units)}</Table.Td>
      <Table.Td className="numeric">
        <Mean value={percent.value} interval={percent.interval} isShare digits={0} />
      </Table.Td>
      <Table.Td className="numeric">
        <Mean value={kappa.value} interval={kappa.interval} digits={2} />
      </Table.Td>
      {difference !== null && <Table.Td className="numeric">{fixed(difference, 2)}</Table.Td>}
    </>
  );
}
