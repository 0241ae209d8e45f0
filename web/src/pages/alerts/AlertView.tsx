import { useQuery } from '@tanstack/react-query';
import { webhooksQuery } from '../../api/webhooks';
import { Stat } from '../../components/Stat';
import { Timestamp } from '../../components/Timestamp';
import { useCanScore } from '../../hooks/useCanScore';
import { count } from '../../lib/numbers';
import { Actions } from './Actions';
import { StateOf } from './AlertTable';
import classes from './Alerts.module.css';
import { METRICS } from './fields';
import { History } from './History';
import type { AlertRule } from './queries';
import { receiver } from './Receivers';
import { describeFilter, describeTrigger, formatMeasured } from './words';

/** One alert: how it is now, what can be done with it, and its history. */
export function AlertView({
  rule,
  onEdit,
  onDeleted,
}: {
  rule: AlertRule;
  onEdit: () => void;
  onDeleted: () => Promise<unknown>;
}) {
  const canScore = useCanScore();
  const filter = describeFilter(rule.filter);
  const isOfChanges = rule.kind === 'change';
  return (
    <section aria-label={rule.name} className={classes.view}>
      <h2 className={classes.heading}>{rule.name}</h2>
      <p className={classes.sentence}>
        It watches {rule.what}
        {filter && `, only of requests where ${filter}`}: {describeTrigger(rule)}.{' '}
        <Told rule={rule} />
        {rule.built_in && ' Every project has this alert from the start.'}
      </p>
      <div className={classes.figures}>
        <Stat label="State" hint={rule.silenced_until ? 'no messages are sent' : undefined}>
          <StateOf rule={rule} />
        </Stat>
        <Stat label="Value" hint={isOfChanges ? 'after the last change' : hintOfInterval(rule)}>
          {formatMeasured(rule.metric, rule)}
        </Stat>
        <Stat label="Requests" hint={isOfChanges ? 'of the last 13 weeks' : hintOfNumber(rule)}>
          {count(rule.n)}
        </Stat>
      </div>
      <p className={classes.quiet}>
        {rule.evaluated_at ? (
          <>
            Evaluated <Timestamp at={rule.evaluated_at} precise />, every {count(rule.every_s)} s.
            In this state since <Timestamp at={rule.since} />.
          </>
        ) : (
          'Not evaluated yet.'
        )}
        {rule.silenced_until && (
          <>
            {' '}
            Silenced until <Timestamp at={rule.silenced_until} />.
          </>
        )}
      </p>
      {rule.error && <p className={classes.sentence}>Not evaluated last: {rule.error}</p>}
      {canScore && <Actions rule={rule} onEdit={onEdit} onDeleted={onDeleted} />}
      <History id={rule.id} />
    </section>
  );
}

/** A total has no interval, and needs no number of requests. */
const hintOfInterval = ({ metric }: AlertRule) =>
  METRICS[metric].isTotal ? 'a total, without an interval' : 'with its 95 % interval';

const hintOfNumber = ({ metric, minimum_n }: AlertRule) =>
  METRICS[metric].isTotal ? undefined : `judged from ${count(minimum_n)}`;

/** Who gets its messages. */
function Told({ rule: { webhooks } }: { rule: AlertRule }) {
  const { data } = useQuery(webhooksQuery);
  if (!data) return null;
  const told = data.filter(
    each =>
      each.enabled &&
      each.events.includes('alert.fired') &&
      (webhooks === null || webhooks.includes(each.id)),
  );
  if (!told.length) return 'Nobody gets its messages.';
  return `Its messages go to ${told.map(receiver).join(', ')}.`;
}
