import { Group, Stack } from '@mantine/core';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { definitionsQuery, MAX_SCORE_NAMES } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { Page } from '../../components/Page';
import { UnitSelect } from '../../components/scores/UnitSelect';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { ExperimentLink } from './ExperimentLink';
import { ScoreDetail } from './ScoreDetail';
import { FairnessRow } from './FairnessRow';
import { ofMetric, ofScore } from './measures';
import { type Compared, compareQuery, NO_PAIRING } from './queries';
import { PlanButton } from './PlanButton';
import { Results } from './Results';
import { Setup } from './Setup';
import { SuggestedPairs } from './SuggestedPairs';
import { inOverlap, pairOf, type Side, sides } from './sides';
import { verdict } from './verdict';

/** Compares two groups of requests: which one has better scores, and how certain that is. */
export default function ComparePage() {
  const search = useSearch({ from: '/compare' });
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
    enabled: chosen && scores.query.isSuccess && (scores.chosen.length > 0 || unit === 'request'),
  });
  return (
    <Page
      title="Compare"
      views="compare"
      // whether there is a choice is known later: in the row of the title it moves nothing
      actions={
        <Group gap="sm">
          <UnitSelect unit={unit} units={scores.units} />
          <PlanButton key={unit} scores={scores.all} unit={unit} />
          <ExperimentLink scores={scores.chosen} unit={unit} />
        </Group>
      }
    >
      <Setup
        both={both}
        unit={unit}
        pairing={pair ?? compared.data?.pairBy ?? NO_PAIRING}
        scores={scores.all}
      />
      {chosen ? (
        <QueryState query={scores.query} what="the scores" rows={6}>
          {() => <Comparison query={compared} unit={unit} both={both} />}
        </QueryState>
      ) : (
        <SuggestedPairs />
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
  const { data: definitions } = useQuery(definitionsQuery);
  const directionOf = (score: string) =>
    definitions?.find(({ name }) => name === score)?.direction ?? null;
  return (
    <QueryState query={query} what="the comparison" rows={6}>
      {({ rows, metrics, pairBy, fairness }) => {
        const measures = [
          ...rows.map(row => ofScore(row, directionOf(row.name))),
          ...metrics.map(ofMetric).filter(({ first, second }) => first.n || second.n),
        ];
        const judged = measures.map(measure => ({
          measure,
          ...verdict(measure, both[1].name, unit),
        }));
        const compared = within && fairness ? inOverlap(both, fairness.periods.overlap) : both;
        if (!judged.length) return <NoScores />;
        return (
          <Stack gap="lg">
            <Results judged={judged} unit={unit} both={both}>
              {fairness && <FairnessRow fairness={fairness} unit={unit} both={both} />}
            </Results>
            {rows.length === 0 && <NoScores />}
            <ScoreDetail rows={rows} unit={unit} both={both} compared={compared} pair={pairBy} />
          </Stack>
        );
      }}
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
