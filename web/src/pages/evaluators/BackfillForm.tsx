import { Button, Group, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client';
import { keys } from '../../api/keys';
import { FilterBar } from '../../components/FilterBar';
import { ErrorAlert } from '../../components/states';
import { type Condition, toFilterTree } from '../../lib/filter';
import { cost, count } from '../../lib/numbers';
import type { Estimate } from './queries';
import classes from './Evaluators.module.css';

const DAY_MS = 86_400_000;
const TIMES = [
  { value: '1', label: 'the last 24 hours' },
  { value: '7', label: 'the last 7 days' },
  { value: '30', label: 'the last 30 days' },
  { value: '', label: 'all time' },
];

/** Says what a run would cost, then begins it. */
export function BackfillForm({ name }: { name: string }) {
  const [conditions, setConditions] = useState<Condition[]>();
  const [days, setDays] = useState('7');
  const [share, setShare] = useState<number | string>(100);
  const client = useQueryClient();
  const running = useMutation({
    mutationFn: async (isDry: boolean) => {
      const params = { path: { name } };
      const body = {
        filter: toFilterTree(conditions),
        since: days ? new Date(Date.now() - Number(days) * DAY_MS).toISOString() : null,
        sample_rate: Number(share) / 100,
        dry_run: isDry,
      };
      return (await unwrap(api.POST('/v1/evaluators/{name}/backfills', { params, body }))).data;
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.backfills(name) }),
  });
  const estimate = running.data?.estimate;
  return (
    <div className={classes.form}>
      <FilterBar conditions={conditions} onChange={setConditions} />
      <Group gap="xs" align="end">
        <NativeSelect
          label="Calls of"
          data={TIMES}
          value={days}
          onChange={event => setDays(event.currentTarget.value)}
        />
        <NumberInput
          label="Share, in percent"
          w={120}
          min={0.01}
          max={100}
          value={share}
          onChange={setShare}
        />
        <Button variant="default" onClick={() => running.mutate(true)} loading={running.isPending}>
          Estimate
        </Button>
        <Button onClick={() => running.mutate(false)} disabled={running.isPending}>
          Score them
        </Button>
      </Group>
      <p role="status" className={classes.quiet}>
        {estimate && describe(estimate)}
      </p>
      {running.error && <ErrorAlert error={running.error} />}
    </div>
  );
}

function describe({ calls, sampled, sessions, cost_usd_at_most: most }: Estimate): string {
  const price = most === null ? '' : `, for at most ${cost(most)}`;
  const matching =
    sessions === null
      ? `${count(calls)} calls`
      : `${count(sessions)} sessions with ${count(calls)} calls`;
  return `${matching} match; about ${count(sampled)} would be scored${price}.`;
}
