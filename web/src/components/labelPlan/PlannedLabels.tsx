import { Table, Text } from '@mantine/core';
import { count, percent } from '../../lib/numbers';
import { Stat, Stats } from '../Stat';
import { basisText, halfWidthText, type LabelPlan, valuesText } from './labelPlan';

/** What a plan would give, and which requests it chooses. */
export function PlannedLabels({
  plan,
  wanted,
  isShare,
}: {
  plan: LabelPlan;
  wanted: number | null; // half width
  isShare: boolean;
}) {
  const { items, n_judged: judged, half_width: halfWidth, half_width_random: random } = plan;
  return (
    <>
      <Stats>
        <Stat label="Requests to label" hint={`of ${count(judged)} that the judge scored`}>
          {count(items.length)}
        </Stat>
        <Stat
          label="Expected 95 % interval"
          hint={`by these labels alone; ${halfWidthText(random, isShare)} if chosen at random`}
        >
          {halfWidthText(halfWidth, isShare)}
        </Stat>
      </Stats>
      <Table.ScrollContainer
        type="native"
        minWidth={320}
        className="framed fits"
        tabIndex={0}
        aria-label="What is chosen"
      >
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>The judge says</Table.Th>
              <Table.Th className="numeric">Requests</Table.Th>
              <Table.Th className="numeric">Labelled</Table.Th>
              <Table.Th className="numeric">To label</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {plan.strata.map(each => (
              <Table.Tr key={each.low}>
                <Table.Td>{valuesText(each, isShare)}</Table.Td>
                <Table.Td className="numeric">{count(each.size)}</Table.Td>
                <Table.Td className="numeric">{count(each.n_labels)}</Table.Td>
                <Table.Td className="numeric">
                  {count(each.allocated)} ({percent(each.probability)})
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm" c="dimmed">
        {basisText(plan, wanted, isShare)}
      </Text>
    </>
  );
}
