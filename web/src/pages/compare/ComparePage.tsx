import { Input, MultiSelect, SimpleGrid, Stack } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { MAX_SCORE_NAMES } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import { UnitSelect } from '../../components/scores/UnitSelect';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { ScoreDetail } from './ScoreDetail';
import { GroupFilters } from './GroupFilters';
import { FairnessPanel } from './FairnessPanel';
import { Presets } from './Presets';
import { type Compared, compareQuery, NO_PAIRING } from './queries';
import { Results } from './Results';
import { PairingSelect } from './PairingSelect';
import { inOverlap, pairOf, type Side, sides } from './sides';

/** Compares two groups of requests: which one has better scores, and how certain that is. */
export default function ComparePage() {
  const search = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const range = useRange();
  const { f } = search;
  const both = useMemo(
    () => sides(search, { f, timeRange: range.timeRange }, range.end),
    [search, f, range],
  );
  const scores = useComparedScores(search.scores);
  const { unit } = scores;
  const pair = pairOf(search.pair, unit);
  const chosen = Boolean(search.a || search.b || search.ra || search.rb);
  const compared = useQuery({
    ...compareQuery(scores.chosen, unit, both, pair, search.within),
    enabled: chosen && scores.chosen.length > 0,
  });
  return (
    <Page title="Compare">
      <UnitSelect unit={unit} units={scores.units} />
      <Presets both={both} />
      <GroupFilters both={both} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <PairingSelect unit={unit} current={pair ?? compared.data?.pairBy ?? NO_PAIRING} />
        <MultiSelect
          size="xs"
          label="Scores"
          placeholder={search.scores ? undefined : 'the most frequent'}
          value={search.scores ?? []}
          maxValues={MAX_SCORE_NAMES}
          data={scores.all}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Clear the selection' }}
          onChange={names =>
            void navigate({
              search: before => ({ ...before, scores: names.length ? names : undefined }),
            })
          }
        />
        <Input.Wrapper label="Filter for both groups" size="xs" labelElement="div">
          <FilterBar
            conditions={f}
            onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
          />
        </Input.Wrapper>
      </SimpleGrid>
      {chosen ? (
        <QueryState query={scores.query} what="the scores" rows={6}>
          {() =>
            scores.chosen.length ? (
              <Comparison query={compared} unit={unit} both={both} />
            ) : (
              <NoScores />
            )
          }
        </QueryState>
      ) : (
        <EmptyState title="Choose two groups">
          Compare two values of a property, two models, two time ranges, or any two filters.
        </EmptyState>
      )}
    </Page>
  );
}

function Comparison({
  query,
  unit,
  both,
}: {
  query: UseQueryResult<Compared>;
  unit: ScoreUnit;
  both: [Side, Side];
}) {
  const { within } = useSearch({ from: '/compare' });
  return (
    <QueryState query={query} what="the comparison" rows={6}>
      {({ rows, pairBy, fairness }) =>
        rows.length ? (
          <Stack gap="lg">
            <Results rows={rows} unit={unit} both={both}>
              {fairness && <FairnessPanel fairness={fairness} unit={unit} both={both} />}
            </Results>
            <ScoreDetail
              rows={rows}
              unit={unit}
              both={both}
              compared={within && fairness ? inOverlap(both, fairness.periods.overlap) : both}
              pair={pairBy}
            />
          </Stack>
        ) : (
          <NoScores />
        )
      }
    </QueryState>
  );
}

const NoScores = () => (
  <EmptyState title="No scores yet">
    Send scores with POST /v1/scores, or score a request on its page.
  </EmptyState>
);

/** The names of the scores to compare: the selected ones or, by default, the most frequent. */
function useComparedScores(selected: string[] | undefined) {
  const { unit, units, query, names: known } = useScoreUnit();
  const names = useMemo(() => {
    const byRatings = known.toSorted((a, b) => b.ratings - a.ratings);
    const all = [...new Set(byRatings.map(({ name }) => name))];
    const chosen = [...new Set(selected ?? all)].slice(0, MAX_SCORE_NAMES);
    return { all: all.toSorted(), chosen };
  }, [known, selected]);
  return { unit, units, query, ...names };
}
