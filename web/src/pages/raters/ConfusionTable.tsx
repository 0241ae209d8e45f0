import { Table } from '@mantine/core';
import type { RaterPair } from './agreementQuery';
import classes from './Raters.module.css';

/** Who said what: a row for each value of the first, a column for each of the second. */
export function ConfusionTable({
  table: { values, counts },
  first,
  second,
}: {
  table: RaterPair['table'];
  first: string;
  second: string;
}) {
  if (!values.length) return null;
  return (
    <Table.ScrollContainer
      type="native"
      minWidth={260}
      tabIndex={0}
      aria-label={`${first} and ${second}`}
    >
      <Table className={classes.confusion} withTableBorder withColumnBorders>
        <caption>
          Rows: {first}. Columns: {second}.
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {values.map(value => (
              <Table.Th key={value} scope="col">
                {value}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {values.map((value, row) => (
            <Table.Tr key={value}>
              <Table.Th scope="row">{value}</Table.Th>
              {values.map((other, column) => {
                const units = counts[row]?.[column] ?? 0;
                const tone = row === column ? classes.same : units > 0 ? classes.differs : '';
                return (
                  <Table.Td key={other} className={tone}>
                    {units || '·'}
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
