import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { DeleteButton } from '../../components/DeleteButton';
import { ErrorAlert } from '../../components/states';
import { Stat } from '../../components/Stat';
import { Timestamp } from '../../components/Timestamp';
import { useCanScore } from '../../hooks/useCanScore';
import { count } from '../../lib/numbers';
import { Deliveries } from './Deliveries';
import { describeWebhook } from './fields';
import type { Webhook } from '../../api/webhooks';
import { changeWebhook } from './queries';
import classes from './Webhooks.module.css';

const COUNTS = [
  ['seen', 'Seen', 'events of these kinds'],
  ['matched', 'Matched', 'of them match the filter'],
  ['sampled', 'Sampled', 'of them are in the sample'],
  ['delivered', 'Delivered', 'messages accepted'],
  ['waiting', 'Waiting', 'for the next attempt'],
  ['attempts_failed', 'Attempts failed', 'and were repeated'],
  ['failed', 'Given up', 'after the last attempt'],
  ['dropped', 'Dropped', 'too many waited'],
] as const;

/** One webhook: what became of its messages, what can be done with it, and its failures. */
export function WebhookView({
  webhook,
  onSecret,
  onEdit,
}: {
  webhook: Webhook;
  onSecret: (secret: string | null) => void;
  onEdit: () => void;
}) {
  const { destination, deliveries } = webhook;
  const canScore = useCanScore();
  return (
    <section aria-label={destination} className={classes.view}>
      <h2 className={classes.heading}>{destination}</h2>
      <p className={classes.quiet}>
        Created <Timestamp at={webhook.created_at} />
        {webhook.rotated_at && (
          <>
            , secret rotated <Timestamp at={webhook.rotated_at} />
          </>
        )}
        {!webhook.includeData && ', without data'}
      </p>
      <p className={classes.sentence}>{describeWebhook(webhook)}</p>
      <div className={classes.figures}>
        {COUNTS.map(([field, label, hint]) => (
          <Stat key={field} label={label} hint={hint}>
            {count(deliveries[field])}
          </Stat>
        ))}
      </div>
      {canScore && <Actions webhook={webhook} onSecret={onSecret} onEdit={onEdit} />}
      <Deliveries webhook={webhook} canScore={canScore} />
    </section>
  );
}

function Actions({
  webhook: { id, enabled, destination },
  onSecret,
  onEdit,
}: {
  webhook: Webhook;
  onSecret: (secret: string | null) => void;
  onEdit: () => void;
}) {
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: keys.webhooks.all });
  const params = { path: { webhook_id: id } };
  const testing = useMutation({
    mutationFn: () => unwrap(api.POST('/v1/webhooks/{webhook_id}/test', { params })),
  });
  const switching = useMutation({
    mutationFn: () => changeWebhook(id, { enabled: !enabled }),
    onSuccess,
  });
  const rotating = useMutation({
    mutationFn: () => changeWebhook(id, { rotate_secret: true }),
    onSuccess: ({ data }) => {
      onSecret(data.secret);
      return onSuccess();
    },
  });
  const failed = testing.error ?? switching.error ?? rotating.error;
  return (
    <>
      <Group gap="xs">
        <Button variant="default" onClick={onEdit}>
          Change
        </Button>
        <Button variant="default" loading={testing.isPending} onClick={() => testing.mutate()}>
          Send a test
        </Button>
        <Button variant="default" onClick={() => switching.mutate()}>
          {enabled ? 'Disable' : 'Enable'}
        </Button>
        <Button variant="default" onClick={() => rotating.mutate()}>
          Rotate the secret
        </Button>
        <DeleteButton
          thing={id}
          confirm={`Yes, delete ${destination}`}
          onDelete={() => unwrap(api.DELETE('/v1/webhooks/{webhook_id}', { params }))}
          onDeleted={onSuccess}
        />
      </Group>
      <p role="status" className={classes.quiet}>
        {testing.data?.data.message}
        {rotating.isSuccess && ' Deliveries are signed with both secrets for 24 hours.'}
      </p>
      {failed && <ErrorAlert error={failed} />}
    </>
  );
}
