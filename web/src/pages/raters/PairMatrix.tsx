import { Table } from '@mantine/core';
import { fixed } from '../../lib/numbers';
import type { Coefficient, RaterPair } from './agreementQuery';
import classes from './Raters.module.css';

/** As the sentence above has it: marked where the whole interval is on one side. */
function strength({ interval: { low, high } }: Coefficient) {
  if (low !== null && low >= 0.8) return 'reliable';
  return high !== null && high < 0.667 ? 'low' : undefined;
}

/** Cohen's kappa of each two raters, of which one pair is chosen. */
export function PairMatrix({
  pairs,
  chosen,
  nameOf,
  onChoose,
}: {
  pairs: RaterPair[];
  chosen: RaterPair;
  nameOf: (rater: string) => string;
  onChoose: (pair: RaterPair) => void;
}) {
  const raters = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const pairOf = (one: string, other: string) =>
    pairs.find(
      ({ first, second }) =>
        (first === one && second === other) || (first === other && second === one),
    );
  return (
    <Table.ScrollContainer
      className="framed"
      type="native"
      minWidth={90 + 80 * raters.length}
      tabIndex={0}
      aria-label="Cohen’s kappa of each two raters"
    >
      <Table className={classes.matrix}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Cohen’s kappa</Table.Th>
            {raters.slice(1).map(rater => (
              <Table.Th key={rater} scope="col">
                {nameOf(rater)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {raters.slice(0, -1).map((one, row) => (
            <Table.Tr key={one}>
              <Table.Th scope="row">{nameOf(one)}</Table.Th>
              {raters.slice(1).map((other, column) => {
                const pair = column >= row ? pairOf(one, other) : undefined;
                const isRated = pair !== undefined && pair.kappa.n_units > 0;
                return (
                  <Table.Td key={other}>
                    {isRated && (
                      <button
                        type="button"
                        className={classes.cell}
                        data-strength={strength(pair.kappa)}
                        aria-pressed={pair === chosen}
                        aria-label={`${nameOf(one)} and ${nameOf(other)}: ${fixed(pair.kappa.value, 2)}`}
                        onClick={() => onChoose(pair)}
                      >
                        {fixed(pair.kappa.value, 2)}
                      </button>
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
