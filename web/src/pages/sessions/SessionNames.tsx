import { Table, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../components/QueryState';
import type { FilterTree } from '../../lib/filter';
import { Timestamp } from '../../components/Timestamp';
import { count, duration } from '../../lib/numbers';
import { useRange } from '../../hooks/useRange';
import classes from './SessionNames.module.css';
import { namesQuery } from './queries';

/** What sessions are called. Choosing a name shows its sessions alone; choosing it again, all. */
export function SessionNames({
  filter,
  selected,
  onChoose,
}: {
  filter: FilterTree;
  selected: string | undefined;
  onChoose: (name: string | undefined) => void;
}) {
  const names = useQuery(namesQuery(filter, useRange()));
  return (
    <QueryState query={names} what="the names">
      {found =>
        found.length > 0 && (
          <Table.ScrollContainer
            minWidth={480}
            maxHeight={200}
            scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
          >
            <Table aria-label="Names of sessions" verticalSpacing={4} stickyHeader>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th className="numeric">Sessions</Table.Th>
                  <Table.Th className="numeric">Mean latency</Table.Th>
                  <Table.Th>First used</Table.Th>
                  <Table.Th>Last used</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {found.map(({ name, session_count, avg_latency, first_used, last_used }) => (
                  <Table.Tr key={name ?? ''} data-chosen={name === selected || undefined}>
                    <Table.Td className={classes.name}>
                      {name === null ? (
                        'without a name'
                      ) : (
                        <UnstyledButton
                          className={classes.choose}
                          aria-pressed={name === selected}
                          onClick={() => onChoose(name === selected ? undefined : name)}
                        >
                          {name}
                        </UnstyledButton>
                      )}
                    </Table.Td>
                    <Table.Td className="numeric">{count(session_count)}</Table.Td>
                    <Table.Td className="numeric">{duration(avg_latency)}</Table.Td>
                    <Table.Td>
                      <Timestamp at={first_used} />
                    </Table.Td>
                    <Table.Td>
                      <Timestamp at={last_used} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </QueryState>
  );
}
