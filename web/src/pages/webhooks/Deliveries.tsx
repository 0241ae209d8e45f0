import { Button, Group, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { useIsDeleting } from '../../components/DeleteButton';
import { QueryState } from '../../components/QueryState';
import { ErrorAlert } from '../../components/states';
import { count } from '../../lib/numbers';
import { DeliveryTable } from './DeliveryTable';
import type { Webhook } from '../../api/webhooks';
import { deliveriesQuery } from './queries';
import classes from './Webhooks.module.css';

const DAY_MS = 86_400_000;
const TIMES = [
  { value: '1', label: 'the last 24 hours' },
  { value: '7', label: 'the last 7 days' },
  { value: '30', label: 'the last 30 days' },
];

/** The newest messages that wait or have failed, and sending failed ones again: one, or those of a time. */
export function Deliveries({
  webhook: { id, enabled },
  canScore,
}: {
  webhook: Webhook;
  canScore: boolean;
}) {
  const deliveries = useQuery({ ...deliveriesQuery(id), enabled: !useIsDeleting(id) });
  const resending = useResending(id);
  return (
    <>
      <h3 className={classes.heading}>Messages that wait or have failed</h3>
      <QueryState query={deliveries} what="the messages" rows={3}>
        {loaded =>
          loaded.length === 0 ? (
            <p className={classes.quiet}>None: all messages were accepted.</p>
          ) : (
            <>
              {canScore && loaded.some(({ state }) => state === 'failed') && (
                <ResendRange onResend={resending.mutate} enabled={enabled} />
              )}
              <DeliveryTable
                rows={loaded}
                onResend={canScore ? each => resending.mutate({ ids: [each] }) : null}
              />
            </>
          )
        }
      </QueryState>
      <p role="status" className={classes.quiet}>
        {resending.data && `${count(resending.data.data.resent)} are being sent again.`}
      </p>
      {resending.error && <ErrorAlert error={resending.error} />}
    </>
  );
}

type Which = { ids: number[] } | { start: string };

function useResending(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (which: Which) => {
      const params = { path: { webhook_id: id } };
      return unwrap(api.POST('/v1/webhooks/{webhook_id}/resend', { params, body: which }));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: keys.deliveries(id) });
      await client.invalidateQueries({ queryKey: keys.webhooks.all });
    },
  });
}

function ResendRange({
  onResend,
  enabled,
}: {
  onResend: (which: Which) => void;
  enabled: boolean;
}) {
  const [days, setDays] = useState('1');
  return (
    <Group gap="xs" align="end">
      <NativeSelect
        label="Failed ones of"
        data={TIMES}
        value={days}
        onChange={event => setDays(event.currentTarget.value)}
      />
      <Button
        variant="default"
        onClick={() =>
          onResend({ start: new Date(Date.now() - Number(days) * DAY_MS).toISOString() })
        }
      >
        Send them again
      </Button>
      {!enabled && <span className={classes.quiet}>The webhook is disabled: they will wait.</span>}
    </Group>
  );
}
