import { Input, MultiSelect, NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { MAX_SCORE_NAMES } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { usePropertyNames, useScoreNames } from '../../hooks/useNames';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { ScoreDetail } from './ScoreDetail';
import { GroupFilters } from './GroupFilters';
import { Presets } from './Presets';
import { compareQuery } from './queries';
import { Results } from './Results';
import { propertyOptions, type Side, sides } from './sides';

/** Two groups of requests side by side: which is better on what, and how sure that is. */
export default function ComparePage() {
  const search = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const range = useRange();
  const { f, pair } = search;
  const both = useMemo(
    () => sides(search, { f, timeRange: range.timeRange }, range.end),
    [search, f, range],
  );
  const scores = useComparedScores(search.scores);
  const chosen = Boolean(search.a || search.b || search.ra || search.rb);
  return (
    <Page title="Compare">
      <Presets both={both} />
      <GroupFilters both={both} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <PairingSelect />
        <MultiSelect
          size="xs"
          label="Scores"
          placeholder={search.scores ? undefined : 'those with most ratings'}
          value={search.scores ?? []}
          maxValues={MAX_SCORE_NAMES}
          data={scores.all}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'All scores' }}
          onChange={names =>
            void navigate({
              search: before => ({ ...before, scores: names.length ? names : undefined }),
            })
          }
        />
        <Input.Wrapper label="In both groups" size="xs" labelElement="div">
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
              <Comparison scores={scores.chosen} both={both} pair={pair} />
            ) : (
              <NoScores />
            )
          }
        </QueryState>
      ) : (
        <EmptyState title="Choose two groups">
          Two values of a property, two models or two times; or any two filters.
        </EmptyState>
      )}
    </Page>
  );
}

function Comparison({
  scores,
  both,
  pair,
}: {
  scores: string[];
  both: [Side, Side];
  pair: string | undefined;
}) {
  const compared = useQuery(compareQuery(scores, both, pair));
  return (
    <QueryState query={compared} what="the comparison" rows={6}>
      {rows =>
        rows.length ? (
          <Stack gap="lg">
            <Results rows={rows} both={both} />
            <ScoreDetail rows={rows} both={both} />
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
    Send some with POST /v1/scores, or rate a request on its page.
  </EmptyState>
);

/** The names that are compared: those that were chosen, else those with most ratings. */
function useComparedScores(wanted: string[] | undefined) {
  const query = useScoreNames();
  const { data } = query;
  const names = useMemo(() => {
    const byRatings = [...(data ?? [])].sort((a, b) => b.ratings - a.ratings);
    const all = [...new Set(byRatings.map(({ name }) => name))];
    const chosen = [...new Set(wanted ?? all)].slice(0, MAX_SCORE_NAMES);
    return { all: all.toSorted(), chosen };
  }, [data, wanted]);
  return { query, ...names };
}

/** What makes a request of the one group and one of the other a pair. */
function PairingSelect() {
  const { pair = '' } = useSearch({ from: '/compare' });
  const navigate = useNavigate({ from: '/compare' });
  const properties = usePropertyNames().data ?? [];
  return (
    <NativeSelect
      size="xs"
      label="Pairs"
      value={pair}
      onChange={event => {
        const chosen = event.currentTarget.value || undefined;
        void navigate({ search: before => ({ ...before, pair: chosen }) });
      }}
      data={[
        { value: '', label: 'no pairs' },
        { value: 'input_hash', label: 'the same messages' },
        {
          group: 'The same value of',
          items: propertyOptions(properties, pair),
        },
      ]}
    />
  );
}
