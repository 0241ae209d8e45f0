import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ScoreResult, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { toFilterTree } from '../../lib/filter';
import { ComparedFilterBar } from '../../components/ComparedFilterBar';
import { Page } from '../../components/Page';
import {
  DefinitionSummary,
  useDefinition,
  useDefinitionsKnown,
} from '../../components/scores/DefinitionSummary';
import { JudgeStats } from '../../components/scores/JudgeStats';
import { UnitSelect } from '../../components/scores/UnitSelect';
import { EmptyState, Loading } from '../../components/states';
import { type Range, useRange } from '../../hooks/useRange';
import { useBefore } from '../../hooks/useBefore';
import { useScoreUnit } from '../../hooks/useScoreUnit';
import { Breakdown } from './Breakdown';
import { Distribution } from './Distribution';
import { ExtremeRequests } from './ExtremeRequests';
import { Explanation } from './Explanation';
import classes from './score.module.css';
import type { Subject } from './subject';
import { Summary } from './Summary';
import { Trend } from './Trend';

/** A single score: its trend, its distribution, and where it differs. */
export default function ScorePage() {
  const { name } = useParams({ from: '/scores/$name' });
  const { f } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const range = useRange();
  const filter = toFilterTree(f);
  const { unit, units, query: names } = useScoreUnit(name);
  // both decide what stands at the top of the page
  const isKnown = useDefinitionsKnown() && !names.isPending;
  const description = useDefinition(name)?.description;
  const body = { scores: [name], unit, filter, time_range: range.timeRange };
  const overall = useQuery(scoresQuery({ ...body, quantiles: [0.5], histogram: { bins: 40 } }));
  return (
    <Page title={name} views="score" actions={<DefinitionSummary name={name} />}>
      <ComparedFilterBar
        before={useBefore()}
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
      {isKnown ? (
        <>
          {description && <Text className={classes.description}>{description}</Text>}
          <UnitSelect unit={unit} units={units} />
          <QueryState query={overall} what="the score" rows={8}>
            {results => <ScoreOfType results={results} scope={{ name, unit, filter, range }} />}
          </QueryState>
        </>
      ) : (
        <Loading what="the score" rows={8} />
      )}
    </Page>
  );
}

interface Scope extends Pick<Subject, 'name' | 'unit' | 'filter'> {
  range: Range;
}

/** The values of one type, with a choice where the name has several. */
function ScoreOfType({ results, scope }: { results: ScoreResult[]; scope: Scope }) {
  const { name, unit, filter, range } = scope;
  const { type } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const types = results.filter(each => each.name === name && each.type !== null);
  const chosen = types.find(each => each.type === type) ?? types[0];
  if (!chosen?.type) {
    return (
      <EmptyState title="No scores with this name">
        Send one with POST /v1/scores, or score a request on its page.
      </EmptyState>
    );
  }
  return (
    <Stack gap="lg">
      {types.length > 1 && (
        <Group gap="xs">
          <Text size="sm">This name has values of several types:</Text>
          <SegmentedControl
            size="xs"
            aria-label="Type"
            value={chosen.type}
            onChange={other => {
              const next = types.find(each => each.type === other)?.type ?? undefined;
              void navigate({ search: before => ({ ...before, type: next }) });
            }}
            data={types.map(each => each.type!)}
          />
        </Group>
      )}
      <ScoreSections
        result={chosen}
        subject={{ name, type: chosen.type, unit, filter, timeRange: range.timeRange }}
      />
    </Stack>
  );
}

function ScoreSections({ result, subject }: { result: ScoreResult; subject: Subject }) {
  const group = result.groups[0];
  if (!group?.n_units) {
    return (
      <EmptyState title="No scores in this range">
        No {subject.unit} in this range matches the filter and has this score.
      </EmptyState>
    );
  }
  const labels = labelsOf(group);
  return (
    <>
      <Summary subject={subject} group={group} />
      <JudgeStats name={subject.name} scope={subject} />
      <Trend subject={subject} labels={labels} />
      <Stack gap="lg" className="in-order">
        <Explanation subject={subject} labels={labels} />
        <Breakdown subject={subject} overall={group.mean} />
        <Distribution subject={subject} result={result} />
        {subject.type !== 'label' && subject.unit === 'request' && (
          <ExtremeRequests subject={subject} />
        )}
      </Stack>
    </>
  );
}

/** The most frequent ones first. */
const labelsOf = ({ labels }: ScoreResult['groups'][number]) =>
  (labels ?? []).toSorted((a, b) => b.share - a.share).map(({ label }) => label);
