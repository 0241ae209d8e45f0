import { Table, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QueryState } from '../../components/QueryState';
import type { FilterTree } from '../../lib/filter';
import { Timestamp } from '../../components/Timestamp';
import { count, duration } from '../../lib/numbers';
import { useRange } from '../../hooks/useRange';
import classes from './SessionNames.module.css';
import { namesQuery, type SessionName } from './queries';

/** The names of sessions. Selecting a name shows only its sessions; selecting it again shows all. */
export function SessionNames({
  filter,
  selected,
  onSelect,
}: {
  filter: FilterTree;
  selected: string | undefined;
  onSelect: (name: string | undefined) => void;
}) {
  const names = useQuery(namesQuery(filter, useRange()));
  return (
    <QueryState query={names} what="the names">
      {rows =>
        rows.length > 0 && (
          <Table.ScrollContainer
            className="framed"
            minWidth={480}
            maxHeight={200}
            scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
          >
            <Table aria-label="Session names" verticalSpacing={4} stickyHeader>
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
                {rows.map(row => (
                  <NameRow
                    key={row.name ?? ''}
                    row={row}
                    isSelected={row.name === selected}
                    onSelect={onSelect}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )
      }
    </QueryState>
  );
}

function NameRow({
  row: { name, session_count, avg_latency, first_used, last_used },
  isSelected,
  onSelect,
}: {
  row: SessionName;
  isSelected: boolean;
  onSelect: (name: string | undefined) => void;
}) {
  return (
    <Table.Tr>
      <Table.Td className={classes.name}>
        {name === null ? (
          'no name'
        ) : (
          <UnstyledButton
            className={classes.choose}
            aria-pressed={isSelected}
            onClick={() => onSelect(isSelected ? undefined : name)}
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
  );
}
