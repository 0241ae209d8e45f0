import { Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useIsDeleting } from '../../components/DeleteButton';
import { Page } from '../../components/Page';
import { Panel } from '../../components/Panel';
import { QueryState } from '../../components/QueryState';
import { StatusLabel } from '../../components/StatusLabel';
import { useCanScore } from '../../hooks/useCanScore';
import { ExperimentActions } from './ExperimentActions';
import { Exposures } from './Exposures';
import { Facts } from './Facts';
import { Health } from './Health';
import { type Experiment, experimentQuery, type Verdict, verdictQuery } from './queries';
import { Scorecard } from './Scorecard';
import { PHASES, STATES, TONES } from './words';
import classes from './Experiments.module.css';

/** One experiment: its health first, then its verdict in words and figures. */
export default function ExperimentPage() {
  const { name } = useParams({ from: '/experiments/$name' });
  const enabled = !useIsDeleting(name);
  const experiment = useQuery({ ...experimentQuery(name), enabled });
  const verdict = useQuery({ ...verdictQuery(name), enabled });
  const canScore = useCanScore();
  return (
    <Page
      title={name}
      actions={canScore && experiment.data && <ExperimentActions experiment={experiment.data} />}
    >
      <QueryState query={experiment} what="the experiment" rows={2}>
        {({ state }) => (
          <Group gap="sm">
            <StatusLabel tone={PHASES[state].tone}>{PHASES[state].label}</StatusLabel>
            <span className={classes.quiet}>Look as often as you like: that is allowed for.</span>
          </Group>
        )}
      </QueryState>
      <QueryState query={verdict} what="the verdict" rows={8}>
        {loaded => (
          <>
            <Health verdict={loaded} />
            {experiment.data && <Arms verdict={loaded} experiment={experiment.data} />}
            <Exposures verdict={loaded} />
          </>
        )}
      </QueryState>
      {experiment.data && <Facts experiment={experiment.data} />}
    </Page>
  );
}

/** What is known of each arm, in a sentence, and its scorecard. */
function Arms({
  verdict: { arms, control },
  experiment,
}: {
  verdict: Verdict;
  experiment: Experiment;
}) {
  return (
    <>
      <Panel title="Verdict">
        {arms.map(({ arm, state, sentence }) => (
          <div key={arm} className={classes.arm}>
            <StatusLabel tone={TONES[state]}>{STATES[state]}</StatusLabel>
            <p className={classes.sentence}>{sentence}</p>
          </div>
        ))}
      </Panel>
      {arms.map(each => (
        <Panel key={each.arm} title={`${each.arm} against ${control}`}>
          <Scorecard arm={each} control={control} experiment={experiment} />
        </Panel>
      ))}
    </>
  );
}
