import { Paper, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { changesQuery, definitionsQuery, type ScoreResult, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { type Condition, toFilterTree } from '../../lib/filter';
import { periodNames } from '../../lib/periods';
import { previousRange, wideBucketUnit } from '../../lib/range';
import { type ScoreUnit, titleOfUnits } from '../../lib/scoreUnit';
import { ScoreRow } from './ScoreRow';
import { localTimeZone } from '../../lib/times';
import { useCorrected } from '../../hooks/useCorrected';
import { useRange } from '../../hooks/useRange';

/** A row for each score, and for each type of a score that has several. */
export function ScoreTable({
  names,
  filter,
  unit,
}: {
  names: string[];
  filter?: Condition[];
  unit: ScoreUnit;
}) {
  const range = useRange();
  const bucket = wideBucketUnit(range);
  const scope = { unit, filter: toFilterTree(filter), timeRange: range.timeRange };
  const body = { scores: names, unit, filter: scope.filter, time_range: range.timeRange };
  const overall = useQuery(scoresQuery({ ...body, histogram: { bins: 20 } }));
  const trends = useQuery(
    scoresQuery({ ...body, group_by: [bucket], time_zone: localTimeZone(), limit: 1000 }),
  );
  const definitions = useQuery(definitionsQuery).data ?? [];
  const passing = names.filter(name =>
    definitions.some(each => each.name === name && each.pass_threshold !== null),
  );
  const passRates = useQuery(scoresQuery({ ...body, scores: passing, pass_rate: true }));
  const changes = useQuery(changesQuery(names, scope));
  const corrected = useCorrected(names, {
    unit,
    filter: scope.filter,
    time_range: range.timeRange,
  });
  const before = periodNames(previousRange(range), range, range.end)[0];
  const of = <Row extends { name: string; type: string | null }>(
    rows: readonly Row[] | undefined,
    { name, type }: ScoreResult,
  ) => rows?.find(each => each.name === name && each.type === type);
  return (
    <QueryState query={overall} what="the numbers" rows={6}>
      {results => (
        <Paper withBorder>
          <Table.ScrollContainer
            minWidth={980}
            className="fits"
            scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
          >
            <Table aria-label="Scores" verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Name</Table.Th>
                  <Table.Th className="numeric" visibleFrom="sm">
                    {titleOfUnits(unit)}
                  </Table.Th>
                  {passing.length > 0 && <Table.Th className="numeric">Pass rate</Table.Th>}
                  <Table.Th className="numeric">Mean</Table.Th>
                  <Table.Th className="numeric" visibleFrom="sm">
                    Against {before}
                  </Table.Th>
                  <Table.Th visibleFrom="sm">Trend by {bucket}</Table.Th>
                  <Table.Th visibleFrom="xl">Distribution</Table.Th>
                  <Table.Th visibleFrom="sm">Definition</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {results.map(result => (
                  <ScoreRow
                    key={`${result.name} ${result.type}`}
                    result={result}
                    trend={of(trends.data, result)}
                    change={of(changes.data, result)}
                    passRate={
                      passing.length > 0 && {
                        of:
                          result.type === 'number'
                            ? passRates.data?.find(({ name }) => name === result.name)?.groups[0]
                            : undefined,
                      }
                    }
                    judged={corrected(result.name, result.type)}
                    bucket={bucket}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </QueryState>
  );
}
