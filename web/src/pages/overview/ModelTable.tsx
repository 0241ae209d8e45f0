import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { QueryState } from '../../components/QueryState';
import { type FilterTree, fromAlternatives } from '../../lib/filter';
import { compact, costsOf, count, duration, fixedPercent } from '../../lib/numbers';
import { EmptyState } from '../../components/states';
import type { Range } from '../../hooks/useRange';
import { ChartPanel } from './ChartPanel';
import { modelsQuery, type RequestGroup } from './queries';

/** The numbers of each model, most requests first. */
export function ModelTable({ range, filter }: { range: Range; filter: FilterTree }) {
  const models = useQuery(modelsQuery(range, filter));
  const total = models.data?.count;
  return (
    <ChartPanel
      title="By model"
      figure={total !== undefined && `${count(total)} ${total === 1 ? 'model' : 'models'}`}
    >
      <QueryState query={models} what="the models" rows={5}>
        {({ groups, count: all }) =>
          groups.length ? (
            <>
              <Table.ScrollContainer
                minWidth={340}
                maxHeight={250}
                scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
              >
                <Table aria-label="By model" fz="xs" horizontalSpacing={6} stickyHeader>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Model</Table.Th>
                      {['Requests', 'Failed', 'Cost', 'Tokens', 'p50'].map(title => (
                        <Table.Th
                          key={title}
                          className="numeric"
                          visibleFrom={title === 'Tokens' ? 'lg' : undefined}
                        >
                          {title}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {groups.map(group => (
                      <ModelRow
                        key={group.value ?? ''}
                        group={group}
                        format={costsOf(groups.map(each => each.cost))}
                      />
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              {all > groups.length && (
                <Text size="xs" c="dimmed">
                  and {count(all - groups.length)} more
                </Text>
              )}
            </>
          ) : (
            <EmptyState title="No requests in this range" />
          )
        }
      </QueryState>
    </ChartPanel>
  );
}

function ModelRow({
  group,
  format,
}: {
  group: RequestGroup;
  format: (usd: number | null) => string;
}) {
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <ModelLink model={group.value} asked={group.models_asked ?? []} />
      </Table.Td>
      <Table.Td className="numeric">{count(group.requests)}</Table.Td>
      <Table.Td className="numeric">{fixedPercent(group.errors / group.requests, 1)}</Table.Td>
      <Table.Td className="numeric">{format(group.cost)}</Table.Td>
      <Table.Td className="numeric" visibleFrom="lg">
        {compact(group.prompt_tokens + group.completion_tokens)}
      </Table.Td>
      <Table.Td className="numeric">{duration(group.latency_quantiles?.['0.5'])}</Table.Td>
    </Table.Tr>
  );
}

/** Leads to the requests of the row. `asked`: what those asked for that failed before the model answered; the list knows
 * them by that name. */
function ModelLink({ model, asked }: { model: string | null; asked: string[] }) {
  if (model === null) return <Text fz="xs">unknown</Text>;
  const conditions = fromAlternatives([
    [model, ...asked].map(value => ({ field: 'model', op: 'is', value }) as const),
  ]);
  return (
    <Anchor
      fz="xs"
      renderRoot={props => (
        <Link
          to="/requests"
          search={before => ({ ...before, f: [...(before.f ?? []), ...conditions] })}
          {...props}
        />
      )}
    >
      {model}
    </Anchor>
  );
}
