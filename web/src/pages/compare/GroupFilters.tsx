import { Fieldset, SimpleGrid, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FilterBar } from '../../components/FilterBar';
import { TimeRangeFields } from '../../components/TimeRangeFields';
import type { Side } from './sides';

const GROUPS = [
  { title: 'First group', conditions: 'a', range: 'ra' },
  { title: 'Second group', conditions: 'b', range: 'rb' },
] as const;

/** The filter of each group, and its time range if it has one of its own. */
export function GroupFilters({ both }: { both: [Side, Side] }) {
  const search = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const times = Boolean(search.ra || search.rb);
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {GROUPS.map(({ title, conditions, range }, index) => (
        <Fieldset key={title} legend={title} p="sm" miw={0} bg="transparent">
          <Stack gap="xs">
            <FilterBar
              conditions={search[conditions]}
              onChange={changed =>
                void navigate({ search: before => ({ ...before, [conditions]: changed }) })
              }
            />
            {times && (
              <TimeRangeFields
                range={both[index]!.timeRange}
                onChange={changed => {
                  if (changed)
                    void navigate({ search: before => ({ ...before, [range]: changed }) });
                }}
              />
            )}
          </Stack>
        </Fieldset>
      ))}
    </SimpleGrid>
  );
}
