import { Panel } from '../../components/Panel';
import { Icon } from '../../design/icons';
import { count } from '../../lib/numbers';
import classes from './Experiments.module.css';
import type { HealthCheck, Verdict } from './queries';
import { CHECKS } from './words';

/** Whether the verdict can be relied on: what failed, and what passed for those who ask. */
export function Health({ verdict: { health } }: { verdict: Verdict }) {
  const failed = health.filter(({ passed }) => !passed);
  const passed = health.filter(check => check.passed);
  return (
    <Panel title="Health">
      {failed.length > 0 ? (
        <Checks label="Problems" checks={failed} />
      ) : (
        <Checks label="Health" checks={[ALL_FINE]} />
      )}
      {passed.length > 0 && (
        <details>
          <summary className={classes.summary}>
            {count(passed.length)} {passed.length === 1 ? 'check' : 'checks'} passed
          </summary>
          <Checks label="Passed checks" checks={passed} />
        </details>
      )}
    </Panel>
  );
}

type Shown = Pick<HealthCheck, 'arm' | 'passed' | 'message'> & { check?: HealthCheck['check'] };

const ALL_FINE: Shown = {
  arm: null,
  passed: true,
  message: 'Nothing speaks against the verdict.',
};

const Checks = ({ label, checks }: { label: string; checks: Shown[] }) => (
  <ul className={classes.checks} aria-label={label}>
    {checks.map(({ check, arm, passed, message }) => (
      <li
        key={`${check} ${arm} ${message}`}
        className={`${classes.check} ${passed ? classes.passed : classes.failed}`}
      >
        <Icon name={passed ? 'check' : 'warning'} />
        <span>
          {check && (
            <strong>
              {CHECKS[check]}
              {arm !== null && `, ${arm}`}:{' '}
            </strong>
          )}
          {message}
        </span>
      </li>
    ))}
  </ul>
);
