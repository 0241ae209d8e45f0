import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { DeleteButton, useIsDeleting } from '../../components/DeleteButton';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { ErrorAlert } from '../../components/states';
import { StatusLabel } from '../../components/StatusLabel';
import { Views } from '../../components/Views';
import { useCanScore } from '../../hooks/useCanScore';
import { Activity } from './Activity';
import { Backfills } from './Backfills';
import { Corrected } from './Corrected';
import { Definition } from './Definition';
import { type Evaluator, evaluatorQuery } from './queries';
import { explain, STATES, TONES } from './words';
import classes from './Evaluators.module.css';

const VIEWS = [
  ['What it did', undefined],
  ['Definition and preview', 'definition'],
  ['Logged calls', 'backfill'],
] as [name: string, tab: 'definition' | 'backfill' | undefined][];

/** One evaluator: what it has done and why not, its definition, and its runs over logged calls. */
export default function EvaluatorPage() {
  const { name } = useParams({ from: '/evaluators/$name' });
  const { tab } = useSearch({ from: '/evaluators/$name' });
  const navigate = useNavigate();
  const evaluator = useQuery({ ...evaluatorQuery(name), enabled: !useIsDeleting(name) });
  return (
    <Page title={name}>
      <QueryState query={evaluator} what="the evaluator" rows={6}>
        {loaded => (
          <>
            <State evaluator={loaded} />
            <Views
              views={VIEWS}
              shown={tab}
              onShow={chosen =>
                void navigate({ to: '.', search: before => ({ ...before, tab: chosen }) })
              }
            />
            <div className={classes.view}>
              {tab === undefined && (
                <Activity evaluator={loaded}>
                  <Corrected evaluator={loaded} />
                </Activity>
              )}
              {tab === 'definition' && <Definition key={loaded.version} evaluator={loaded} />}
              {tab === 'backfill' && <Backfills name={name} />}
            </div>
          </>
        )}
      </QueryState>
    </Page>
  );
}

function State({ evaluator }: { evaluator: Evaluator }) {
  const { name, state, source, other_nodes: otherNodes } = evaluator;
  const isBlocked = [evaluator, ...otherNodes].some(each => each.state === 'blocked');
  const canScore = useCanScore();
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { path: { name } };
  const resuming = useMutation({
    mutationFn: () => unwrap(api.POST('/v1/evaluators/{name}/resume', { params })),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.evaluator(name) }),
  });
  return (
    <>
      <Group gap="sm">
        <StatusLabel tone={TONES[state]}>{STATES[state]}</StatusLabel>
        <span className={classes.quiet}>
          {explain(evaluator)}
          {source === 'settings' && ' It stands in the settings file and is changed there.'}
        </span>
        {canScore && isBlocked && <Button onClick={() => resuming.mutate()}>Resume</Button>}
        {canScore && source === 'api' && (
          <DeleteButton
            thing={name}
            confirm={`Yes, delete ${name}; its scores stay`}
            onDelete={() => unwrap(api.DELETE('/v1/evaluators/{name}', { params }))}
            onDeleted={async () => {
              await navigate({ to: '/evaluators' });
              await client.invalidateQueries({ queryKey: keys.evaluators.all });
            }}
          />
        )}
      </Group>
      {otherNodes.map(each => (
        <Group key={each.node} gap="sm">
          <StatusLabel tone={TONES[each.state]}>{STATES[each.state]}</StatusLabel>
          <span className={classes.quiet}>
            On node {each.node}: {explain(each)}
          </span>
        </Group>
      ))}
      {resuming.error && <ErrorAlert error={resuming.error} />}
    </>
  );
}
