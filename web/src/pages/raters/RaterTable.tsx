import { Table } from '@mantine/core';
import { IntervalLine } from '../../components/charts/IntervalLine';
import { extent } from '../../components/charts/scale';
import { Mean } from '../../components/Mean';
import { digitsOf } from '../../lib/means';
import { count } from '../../lib/numbers';
import { nameOf, type Rater } from './agreementQuery';
import classes from './Raters.module.css';

const SHOWN = 20;

/** How each rater differs from the others: the bias as a bar around 0, leniency, and how often it stands alone. */
export function RaterTable({ raters }: { raters: Rater[] }) {
  const shown = raters.slice(0, SHOWN);
  const hasOrder = shown.some(({ bias }) => bias);
  const range = extent([
    0,
    ...shown.flatMap(({ bias }) => [bias?.value, bias?.interval.low, bias?.interval.high]),
  ]);
  const digits = digitsOf(shown.map(({ bias }) => bias?.interval));
  const people = raters.filter(({ is_person: isPerson }) => isPerson).length;
  return (
    <section aria-labelledby="each-rater">
      <h2 id="each-rater" className={classes.heading}>
        Each rater against the others
      </h2>
      <p className={classes.sentence}>
        {hasOrder &&
          `To the right of the dashed line a rater gives higher values than ${people ? 'the other people' : 'the others'} do to the same requests. Leniency also allows for who these others were. `}
        {`The odd one out differs from ${people ? 'people' : 'raters'} who agree with each other.`}
      </p>
      <Table.ScrollContainer
        className="framed"
        type="native"
        minWidth={560}
        tabIndex={0}
        aria-label="Each rater against the others"
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Rater</Table.Th>
              <Table.Th className="numeric">Ratings</Table.Th>
              {hasOrder && <Table.Th className="numeric">Bias</Table.Th>}
              {hasOrder && <Table.Th aria-hidden="true" className={classes.line} />}
              {hasOrder && <Table.Th className="numeric">Leniency</Table.Th>}
              <Table.Th className="numeric">Odd one out</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(rater => (
              <Row
                key={rater.rater}
                rater={rater}
                name={nameOf(rater.rater, raters)}
                hasOrder={hasOrder}
                digits={digits}
                range={range}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {raters.length > SHOWN && (
        <p className={classes.sentence}>{count(raters.length - SHOWN)} more have fewer ratings.</p>
      )}
    </section>
  );
}

function Row({
  rater: { bias, leniency, odd_one_out: odd, n_ratings: ratings, is_person: isPerson, version },
  name,
  hasOrder,
  digits,
  range,
}: {
  rater: Rater;
  name: string;
  hasOrder: boolean;
  digits: number;
  range: [number, number] | null;
}) {
  const placed = bias && { mean: bias.value, low: bias.interval.low, high: bias.interval.high };
  return (
    <Table.Tr>
      <Table.Td>
        {name}
        {!isPerson && version === null && <span className={classes.who}> program</span>}
      </Table.Td>
      <Table.Td className="numeric">{count(ratings)}</Table.Td>
      {hasOrder && (
        <>
          <Table.Td className="numeric">
            <Mean value={bias?.value} interval={bias?.interval} digits={digits} />
          </Table.Td>
          <Table.Td aria-hidden="true" className={classes.line}>
            {placed && range && <IntervalLine row={placed} range={range} reference={0} />}
          </Table.Td>
          <Table.Td className="numeric">
            <Mean value={leniency?.value} interval={leniency?.interval} digits={digits} />
          </Table.Td>
        </>
      )}
      <Table.Td className="numeric">
        <Mean value={odd.value} interval={odd.interval} isShare digits={0} />
      </Table.Td>
    </Table.Tr>
  );
}
