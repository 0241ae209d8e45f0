import { Panel } from '../../components/Panel';
import { Timestamp } from '../../components/Timestamp';
import { describeCondition } from '../../lib/filter';
import { fromFilterTree } from '../../lib/filterTree';
import { count, percent } from '../../lib/numbers';
import classes from './Experiments.module.css';
import type { Experiment } from './queries';

/** What was fixed when the experiment was created. */
export function Facts({ experiment }: { experiment: Experiment }) {
  const { arms, property, filter, unit, cluster_by: cluster } = experiment;
  const { tuned_at: tunedAt, cycle_days: cycle, start, end } = experiment;
  const whole = arms.reduce((sum, { part }) => sum + part, 0);
  return (
    <Panel title="What was fixed at the start">
      <dl className={classes.facts}>
        <dt>Arms</dt>
        <dd>
          {property === null
            ? arms.map(({ name, filter }) => `${name} (${describeFilter(filter)})`).join(', ')
            : `${property}: ${arms.map(({ name }) => name).join(', ')}`}
          ; {arms[0]?.name} is the control
        </dd>
        {filter !== 'all' && (
          <>
            <dt>Take part</dt>
            <dd>{describeFilter(filter)}</dd>
          </>
        )}
        {unit === 'session' && (
          <>
            <dt>Scores</dt>
            <dd>of sessions</dd>
          </>
        )}
        <dt>Planned split</dt>
        <dd>{arms.map(({ part }) => percent(part / whole)).join(' : ')}</dd>
        <dt>Assigned</dt>
        <dd>{cluster === null ? `each ${unit}` : `each ${cluster.replace('property.', '')}`}</dd>
        <dt>Most certain at</dt>
        <dd>{count(tunedAt)} units of two arms</dd>
        {cycle !== null && (
          <>
            <dt>Traffic repeats</dt>
            <dd>after {count(cycle)} days</dd>
          </>
        )}
        <dt>Time</dt>
        <dd>
          from <Timestamp at={start} />
          {end !== null && (
            <>
              {' '}
              to <Timestamp at={end} />
            </>
          )}
        </dd>
      </dl>
    </Panel>
  );
}

function describeFilter(filter: unknown): string {
  const conditions = fromFilterTree(filter);
  return conditions?.map(describeCondition).join(', ') || 'by a filter';
}
