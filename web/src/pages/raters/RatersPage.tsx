import { Anchor, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { evaluatorNamesQuery } from '../../api/evaluators';
import { queuesQuery } from '../../api/queues';
import { NoScores } from '../../components/firstSteps';
import { FilterBar } from '../../components/FilterBar';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import { useScoreNames } from '../../hooks/useNames';
import { useRange } from '../../hooks/useRange';
import { toFilterTree } from '../../lib/filter';
import { count } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import {
  type Agreement,
  type AgreementBody,
  agreementQuery,
  nameOf,
  type Rater,
} from './agreementQuery';
import { AgreementFigures } from './AgreementFigures';
import { Disagreements } from './Disagreements';
import { JudgeList } from './JudgeList';
import { PairList } from './PairList';
import { RaterTable } from './RaterTable';
import classes from './Raters.module.css';

/** How far raters agree on a score: people with each other, and judges with people. */
export default function RatersPage() {
  const { f, score, queue, raters, scale, unit, versions } = useSearch({ from: '/raters' });
  const navigate = useNavigate();
  const range = useRange();
  const names = useScoreNames();
  const queues = useQuery(queuesQuery);
  const asked = queues.data?.find(each => each.scores.length && (!queue || each.id === queue));
  const likely = queues.isPending ? undefined : (asked?.scores[0] ?? names.data?.[0]?.name);
  const chosen = score ?? likely; // what people are asked has several ratings sooner than other scores
  const body: AgreementBody = {
    score: chosen ?? '',
    filter: toFilterTree(f),
    time_range: queue ? { start: null, end: null } : range.timeRange,
    queue: queue ?? null,
    raters: !versions && raters && raters.length > 1 ? raters : null,
    versions_of: versions ?? null,
    scale: scale ?? null,
    unit: queue ? 'request' : (unit ?? 'request'),
    disagreements: 30,
  };
  const agreement = useQuery({ ...agreementQuery(body), enabled: chosen !== undefined });
  return (
    <Page title="Raters" tab={chosen ? `Raters of ${chosen}` : undefined}>
      <div className={classes.choices}>
        <Chooser
          chosen={chosen}
          names={(names.data ?? []).map(({ name }) => name)}
          raters={agreement.data?.raters ?? []}
        />
        <FilterBar
          conditions={f}
          onChange={changed =>
            void navigate({ to: '.', search: before => ({ ...before, f: changed }) })
          }
        />
      </div>
      {names.isSuccess && !queues.isPending && chosen === undefined ? (
        <NoScores />
      ) : (
        <QueryState query={agreement} what="the agreement" rows={8}>
          {found => <Result found={found} score={chosen!} unit={body.unit ?? 'request'} />}
        </QueryState>
      )}
    </Page>
  );
}

function Chooser({
  chosen,
  names,
  raters,
}: {
  chosen: string | undefined;
  names: string[];
  raters: Rater[];
}) {
  const navigate = useNavigate();
  const { queue, versions } = useSearch({ from: '/raters' });
  const { data: queues = [] } = useQuery(queuesQuery);
  const { data: evaluators = [] } = useQuery(evaluatorNamesQuery);
  const change = (changed: { score?: string; queue?: string; versions?: string }) =>
    void navigate({ to: '/raters', search: before => ({ ...before, ...changed }) });
  const all = [...new Set([...(chosen ? [chosen] : []), ...names])];
  const programs = raters.filter(each => !each.is_person && each.version === null);
  const known = [
    ...evaluators,
    ...programs.map(({ rater }) => rater),
    ...(versions ? [versions] : []),
  ];
  return (
    <>
      <NativeSelect
        label="Score"
        data={all}
        value={chosen}
        onChange={event => change({ score: event.currentTarget.value })}
      />
      <NativeSelect
        label="Requests of"
        data={[
          { value: '', label: 'the time range' },
          ...queues.map(({ id, name }) => ({ value: id, label: `the queue ${name}` })),
        ]}
        value={queue ?? ''}
        onChange={event => change({ queue: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label="Compare"
        data={[
          { value: '', label: 'everybody who rated' },
          ...[...new Set(known)]
            .filter(name => name)
            .map(name => ({ value: name, label: `the versions of ${name}` })),
        ]}
        value={versions ?? ''}
        onChange={event => change({ versions: event.currentTarget.value || undefined })}
      />
    </>
  );
}

function Result({ found, score, unit }: { found: Agreement; score: string; unit: ScoreUnit }) {
  if (!found.n_units)
    return (
      <EmptyState title={`Nobody else rated the same with ${score}`}>
        {found.n_units_of_one > 0
          ? `${count(found.n_units_of_one)} ${unit}s have a rating by one. `
          : `None of these ${unit}s has this score. `}
        A queue with two raters per request gives ratings that can be compared:{' '}
        <Anchor renderRoot={props => <Link to="/label" search={{ create: true }} {...props} />}>
          create one
        </Anchor>
        .
      </EmptyState>
    );
  const named = (rater: string) => nameOf(rater, found.raters);
  return (
    <>
      <AgreementFigures found={found} score={score} unit={unit} />
      <RaterTable raters={found.raters} />
      <JudgeList judges={found.judges} nameOf={named} />
      <PairList pairs={found.pairs} nameOf={named} areVersions={found.of === 'versions'} />
      <Disagreements all={found.disagreements} nameOf={named} />
    </>
  );
}
