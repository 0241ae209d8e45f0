import { Anchor, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
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
import { type Agreement, type AgreementBody, agreementQuery } from './agreementQuery';
import { AgreementFigures } from './AgreementFigures';
import { Disagreements } from './Disagreements';
import { JudgeList } from './JudgeList';
import { PairList } from './PairList';
import classes from './Label.module.css';

/** How far raters agree on a score: people with each other, and judges with people. */
export default function AgreementPage() {
  const { f, score, queue, raters, scale, unit } = useSearch({ from: '/label/agreement' });
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
    raters: raters && raters.length > 1 ? raters : null,
    scale: scale ?? null,
    unit: queue ? 'request' : (unit ?? 'request'),
    disagreements: 30,
  };
  const agreement = useQuery({ ...agreementQuery(body), enabled: chosen !== undefined });
  return (
    <Page title="Agreement" tab={chosen ? `Agreement on ${chosen}` : undefined}>
      <div className={classes.choices}>
        <Chooser chosen={chosen} names={(names.data ?? []).map(({ name }) => name)} />
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
          {found => <Result found={found} score={chosen!} />}
        </QueryState>
      )}
    </Page>
  );
}

function Chooser({ chosen, names }: { chosen: string | undefined; names: string[] }) {
  const navigate = useNavigate();
  const { queue } = useSearch({ from: '/label/agreement' });
  const { data: queues = [] } = useQuery(queuesQuery);
  const change = (changed: { score?: string; queue?: string }) =>
    void navigate({ to: '/label/agreement', search: before => ({ ...before, ...changed }) });
  const all = [...new Set([...(chosen ? [chosen] : []), ...names])];
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
    </>
  );
}

function Result({ found, score }: { found: Agreement; score: string }) {
  if (!found.n_units)
    return (
      <EmptyState title={`Nobody else rated the same with ${score}`}>
        {found.n_units_of_one > 0
          ? `${count(found.n_units_of_one)} have a rating by one. `
          : 'None of these requests has this score. '}
        A queue with two raters per request gives ratings that can be compared:{' '}
        <Anchor renderRoot={props => <Link to="/label" search={{ create: true }} {...props} />}>
          create one
        </Anchor>
        .
      </EmptyState>
    );
  return (
    <>
      <AgreementFigures found={found} score={score} />
      <JudgeList judges={found.judges} />
      <PairList pairs={found.pairs} />
      <Disagreements all={found.disagreements} />
    </>
  );
}
