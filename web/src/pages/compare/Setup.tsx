import { Group, Input, MultiSelect, SimpleGrid, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { MAX_SCORE_NAMES } from '../../api/scores';
import { FilterBar } from '../../components/FilterBar';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { GroupFilters } from './GroupFilters';
import { PairingSelect } from './PairingSelect';
import { Presets } from './Presets';
import { sameKey, type Side } from './sides';

/** What is compared: the groups and pairs in one row, all filters and the choice of scores folded below it. */
export function Setup({
  both,
  unit,
  pairing,
  scores,
}: {
  both: [Side, Side];
  unit: ScoreUnit;
  pairing: string;
  scores: string[]; // to choose from
}) {
  const { a, b, ra, rb } = useSearch({ from: '/compare' });
  const isByValue = sameKey(a, b) && !ra && !rb;
  return (
    <Stack gap="xs">
      <Group gap="xs" align="end">
        <Presets both={both} />
        <PairingSelect unit={unit} current={pairing} />
      </Group>
      <details open={!isByValue} key={String(isByValue)}>
        <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
          Filters and scores
        </Text>
        <Stack gap="xs" mt="xs">
          <GroupFilters both={both} />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <ScoreSelect all={scores} />
            <SharedFilter />
          </SimpleGrid>
        </Stack>
      </details>
    </Stack>
  );
}

function ScoreSelect({ all }: { all: string[] }) {
  const { scores } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  return (
    <MultiSelect
      size="xs"
      label="Scores"
      placeholder={scores ? undefined : 'the most frequent'}
      value={scores ?? []}
      maxValues={MAX_SCORE_NAMES}
      data={all}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the selection' }}
      onChange={names =>
        void navigate({
          search: before => ({ ...before, scores: names.length ? names : undefined }),
        })
      }
    />
  );
}

function SharedFilter() {
  const { f } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  return (
    <Input.Wrapper label="Filter for both groups" size="xs" labelElement="div">
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
    </Input.Wrapper>
  );
}
