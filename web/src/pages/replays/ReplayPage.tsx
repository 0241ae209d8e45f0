import { Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { DeleteButton, useIsDeleting } from '../../components/DeleteButton';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { QueryState } from '../../components/QueryState';
import { Stat, Stats } from '../../components/Stat';
import { StatusLabel } from '../../components/StatusLabel';
import { useCanScore } from '../../hooks/useCanScore';
import { cost, count } from '../../lib/numbers';
import { MarginLine } from './MarginLine';
import { PairCards } from './PairCards';
import { runQuery, type RunDetail } from './queries';
import { comparedBy, VERDICTS, why } from './words';
import classes from './replays.module.css';

/** One run: its verdict, what it cost, what was left out, and its pairs. */
export default function ReplayPage() {
  const { name } = useParams({ from: '/replays/$name' });
  const run = useQuery({ ...runQuery(name), enabled: !useIsDeleting(name) });
  return (
    <Page title={name} actions={<Deletion name={name} />}>
      <QueryState query={run} what="the run" rows={6}>
        {detail => (
          <>
            <Verdict detail={detail} />
            <Figures detail={detail} />
            <PairCards pairs={detail.pairs} run={detail.run} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Verdict({ detail }: { detail: RunDetail }) {
  const { run, verdict } = detail;
  const [words, tone] = VERDICTS[verdict.state];
  const { candidate, prompt_sha256: prompt } = run.definition;
  return (
    <Panel title="Verdict" aside={<StatusLabel tone={tone}>{words}</StatusLabel>}>
      <p className={classes.sentence}>{verdict.sentence}</p>
      <MarginLine detail={detail} />
      <p className={classes.quiet}>
        Candidate: {candidate.model} at {candidate.upstream}
        {prompt && ', with another system prompt'}, compared {comparedBy(run.definition)}.
        {run.state === 'running' && ' The run has not ended: decide when it has.'}
        {run.reason && ` Stopped: ${run.reason}.`}
      </p>
    </Panel>
  );
}

function Figures({ detail }: { detail: RunDetail }) {
  const { run, failed } = detail;
  const skipped = Object.entries(run.skipped);
  return (
    <>
      <Stats>
        <Stat label="Calls of the candidate" hint={`of ${count(run.planned)} planned`}>
          {count(detail.calls)}
        </Stat>
        <Stat label="Without a whole answer">{count(failed)}</Stat>
        <Stat label="Calls of the judge" hint={ofOrders(detail)}>
          {count(detail.judge_calls)}
        </Stat>
        <Stat
          label="Cost"
          hint={detail.unpriced ? `and ${count(detail.unpriced)} calls without a price` : undefined}
        >
          {cost(detail.cost_usd)}
        </Stat>
      </Stats>
      {skipped.length > 0 && (
        <ul className={classes.skipped} aria-label="Calls without a pair">
          {skipped.map(([reason, calls]) => (
            <li key={reason}>
              {count(calls)} calls without a pair: {why(reason)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** How often the judge was moved by the order of the answers. */
function ofOrders({ orders_disagree: disagree, verdict }: RunDetail): string | undefined {
  if (disagree === null || verdict.pairs === 0) return undefined;
  return `${count(disagree)} of ${count(verdict.pairs)} pairs changed with the order`;
}

function Deletion({ name }: { name: string }) {
  const canScore = useCanScore();
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { path: { name } };
  if (!canScore) return null;
  return (
    <Group>
      <DeleteButton
        thing={name}
        confirm="Yes, delete the run; its calls stay"
        onDelete={() => unwrap(api.DELETE('/v1/replays/{name}', { params }))}
        onDeleted={async () => {
          await navigate({ to: '/replays' });
          await client.invalidateQueries({ queryKey: keys.replays.all });
        }}
      />
    </Group>
  );
}
