import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ScoreResult, scoresQuery } from '../../api/scores';
import { QueryState } from '../../components/QueryState';
import { toFilterTree } from '../../lib/filter';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { DefinitionSummary } from '../../components/scores/DefinitionSummary';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { Breakdown } from './Breakdown';
import { Distribution } from './Distribution';
import { ExtremeRequests } from './ExtremeRequests';
import { Authors } from './Authors';
import type { Subject } from './subject';
import { Summary } from './Summary';
import { Trend } from './Trend';

/** One score: how it went, how it is spread, and where it differs. */
export default function ScorePage() {
  const { name } = useParams({ from: '/scores/$name' });
  const { f, type } = useSearch({ from: '/scores/$name' });
  const navigate = useNavigate({ from: '/scores/$name' });
  const range = useRange();
  const filter = toFilterTree(f);
  const asked = { scores: [name], filter, time_range: range.timeRange };
  const overall = useQuery(scoresQuery({ ...asked, quantiles: [0.5] }));
  return (
    <Page title={name} actions={<DefinitionSummary name={name} describe />}>
      <FilterBar
        conditions={f}
        onChange={changed => void navigate({ search: before => ({ ...before, f: changed }) })}
      />
      <QueryState query={overall} what="the score" rows={8}>
        {found => {
          const answers = found.filter(each => each.name === name && each.type !== null);
          const chosen = answers.find(each => each.type === type) ?? answers[0];
          if (!chosen?.type) {
            return (
              <EmptyState title="Never rated">
                No request has a score of this name yet. POST /v1/scores takes one.
              </EmptyState>
            );
          }
          const subject = { name, type: chosen.type, filter, timeRange: range.timeRange };
          return (
            <Stack gap="lg">
              {answers.length > 1 && (
                <Group gap="xs">
                  <Text size="sm">Values of several types have this name:</Text>
                  <SegmentedControl
                    size="xs"
                    aria-label="Type"
                    value={chosen.type}
                    onChange={other => {
                      const types = answers.map(each => each.type);
                      const next = types.find(each => each === other) ?? undefined;
                      void navigate({ search: before => ({ ...before, type: next }) });
                    }}
                    data={answers.map(each => each.type!)}
                  />
                </Group>
              )}
              <ScoreSections answer={chosen} subject={subject} />
            </Stack>
          );
        }}
      </QueryState>
    </Page>
  );
}

function ScoreSections({ answer, subject }: { answer: ScoreResult; subject: Subject }) {
  const group = answer.groups[0];
  if (!group?.n_requests) {
    return (
      <EmptyState title="No ratings here">
        None of the requests of this time and filter has this score.
      </EmptyState>
    );
  }
  return (
    <>
      <Summary type={subject.type} group={group} />
      <Trend subject={subject} />
      <Distribution subject={subject} group={group} />
      <Breakdown subject={subject} overall={group.mean} />
      <Authors subject={subject} />
      {subject.type !== 'label' && <ExtremeRequests subject={subject} />}
    </>
  );
}
