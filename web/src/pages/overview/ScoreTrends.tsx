import { Anchor, Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  changesQuery,
  type Definition,
  MAX_SCORE_NAMES,
  type ScoreResult,
  scoresQuery,
} from '../../api/scores';
import type { Mark } from '../../components/charts/timeSeries';
import { NoScores } from '../../components/firstSteps';
import { QueryState } from '../../components/QueryState';
import { UnitSelect } from '../../components/scores/UnitSelect';
import { useCorrected } from '../../hooks/useCorrected';
import type { Range } from '../../hooks/useRange';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import type { FilterTree } from '../../lib/filter';
import { count } from '../../lib/numbers';
import { wideBucketUnit } from '../../lib/range';
import { localTimeZone } from '../../lib/times';
import classes from './overview.module.css';
import type { Compared } from './queries';
import { ScoreTrend } from './ScoreTrend';

interface ScoreTrendsProps {
  names: string[]; // the most frequent ones first
  range: Range;
  filter: FilterTree;
  marks: readonly Mark[];
  changes: Compared[] | undefined; // against the time before
  definitions: readonly Definition[];
}

/** A trend with its interval for each score; the most frequent ones if there are many. */
export function ScoreTrends({
  names: all,
  range,
  filter,
  marks,
  changes,
  definitions,
}: ScoreTrendsProps) {
  const { unit, units, query: names } = useScoreUnit();
  const scores = all.slice(0, MAX_SCORE_NAMES);
  const bucket = wideBucketUnit(range);
  const query = {
    scores,
    unit,
    filter,
    time_range: range.timeRange,
    group_by: [bucket],
    time_zone: localTimeZone(),
    limit: 1000,
    total: true,
  };
  const trends = useQuery({ ...scoresQuery(query), enabled: scores.length > 0 });
  const passing = scores.filter(name =>
    definitions.some(each => each.name === name && each.pass_threshold !== null),
  );
  const passRates = useQuery(
    changesQuery(passing, { unit, filter, timeRange: range.timeRange }, true),
  );
  const corrected = useCorrected(scores, { unit, filter, time_range: range.timeRange });
  return (
    <>
      <Group justify="space-between" align="baseline">
        <Group gap="sm">
          <Title order={2} size="h4">
            Scores by {bucket}
          </Title>
          <UnitSelect unit={unit} units={units} />
        </Group>
        <Anchor
          size="sm"
          renderRoot={props => <Link to="/scores" search={before => ({ ...before })} {...props} />}
        >
          {all.length > scores.length ? `All ${count(all.length)} scores` : 'All scores'}
        </Anchor>
      </Group>
      {names.data && !all.length ? (
        <NoScores />
      ) : (
        <QueryState query={trends} what="the scores" rows={6}>
          {results => (
            <div className={classes.thirds}>
              {results.map(result => (
                <ScoreTrend
                  key={`${result.name} ${result.type}`}
                  result={result}
                  bucket={bucket}
                  range={range}
                  unit={unit}
                  marks={marks}
                  compared={changes?.filter(each => isOf(each, result)) ?? []}
                  passing={
                    result.type === 'number'
                      ? passRates.data?.find(({ name }) => name === result.name)
                      : undefined
                  }
                  judged={corrected(result.name, result.type)}
                  definition={definitions.find(({ name }) => name === result.name)}
                />
              ))}
            </div>
          )}
        </QueryState>
      )}
    </>
  );
}

const isOf = (compared: Compared, { name, type }: ScoreResult) =>
  compared.name === name && compared.type === type;
