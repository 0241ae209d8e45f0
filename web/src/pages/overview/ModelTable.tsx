import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Asked } from '../../components/QueryState';
import type { Tree } from '../../lib/filter';
import { cost, count, duration, percent, short } from '../../lib/numbers';
import { Empty } from '../../components/states';
import type { Range } from '../../hooks/useRange';
import { Panel } from './ChartPanel';
import { modelsQuery } from './queries';

/** The same by model: most requests first. */
export function Models({ range, filter }: { range: Range; filter: Tree }) {
  const models = useQuery(modelsQuery(range, filter));
  return (
    <Panel
      title="By model"
      figure={
        models.data && (models.data.count === 1 ? '1 model' : `${count(models.data.count)} models`)
      }
    >
      <Asked query={models} what="the models" rows={5}>
        {({ groups, count: all }) =>
          groups.length ? (
            <>
              <Table.ScrollContainer
                minWidth={430}
                maxHeight={250}
                scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
              >
                <Table aria-label="By model" fz="xs" horizontalSpacing={6} stickyHeader>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>Model</Table.Th>
                      {['Requests', 'Errors', 'Cost', 'Tokens', 'Latency'].map(title => (
                        <Table.Th key={title} className="numeric">
                          {title}
                        </Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {groups.map(group => (
                      <Table.Tr key={group.value ?? ''}>
                        <Table.Td style={{ overflowWrap: 'anywhere' }}>
                          <ModelName model={group.value} />
                        </Table.Td>
                        <Table.Td className="numeric">{count(group.requests)}</Table.Td>
                        <Table.Td className="numeric">
                          {percent(group.errors / group.requests)}
                        </Table.Td>
                        <Table.Td className="numeric">{cost(group.cost)}</Table.Td>
                        <Table.Td className="numeric">
                          {short(group.prompt_tokens + group.completion_tokens)}
                        </Table.Td>
                        <Table.Td className="numeric">{duration(group.latency)}</Table.Td>
                      </Table.Tr>
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
            <Empty title="No requests here" />
          )
        }
      </Asked>
    </Panel>
  );
}

function ModelName({ model }: { model: string | null }) {
  if (model === null) return <Text fz="xs">not said</Text>;
  const one = { field: 'model', op: 'is', value: model } as const;
  return (
    <Anchor
      fz="xs"
      renderRoot={props => (
        <Link
          to="/requests"
          search={before => ({ ...before, f: [...(before.f ?? []), one] })}
          {...props}
        />
      )}
    >
      {model}
    </Anchor>
  );
}
