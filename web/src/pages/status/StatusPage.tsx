import { Alert, Group, List, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Health, healthQuery } from '../../api/health';
import { Asked } from '../../components/QueryState';
import { Page } from '../../components/Page';
import { State } from '../../components/StatusLabel';
import { Stat } from '../../components/Stat';
import { count, duration, size } from '../../lib/numbers';
import { Empty } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { SettingsTable } from './SettingsTable';
import { Workers } from './WorkerTable';

const STATES = { ok: 'good', degraded: 'unsure', unavailable: 'bad' } as const;

/** How the installation is: its parts, what waits between them, what was lost. */
export default function StatusPage() {
  const { live } = useRange();
  const health = useQuery(healthQuery(live));
  const status = health.data?.status;
  return (
    <Page title="Status" beside={status && <State is={STATES[status]}>{status}</State>}>
      <Asked query={health} what="the status" rows={6}>
        {told => <Parts health={told} />}
      </Asked>
      <SettingsTable />
    </Page>
  );
}

function Parts({
  health: { reasons, workers, spool, store, mirror, version },
}: {
  health: Health;
}) {
  return (
    <>
      {Boolean(reasons?.length) && (
        <Alert
          color="orange"
          variant="outline"
          title="Something is not as it should be"
          role="alert"
        >
          <List size="sm">
            {reasons!.map(reason => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {store && (
        <Group gap="sm" align="stretch">
          <Stat label="Calls">{count(store.exchanges)}</Stat>
          <Stat label="In flight">{count(store.in_flight)}</Stat>
          <Stat label="Scores">{count(store.scores)}</Stat>
          <Stat
            label="Scores that wait for their call"
            hint={`${count(store.expired_scores)} expired`}
          >
            {count(store.waiting_scores)}
          </Stat>
          <Stat label="Size of the store">{size(store.size_bytes)}</Stat>
        </Group>
      )}
      {spool && (
        <Group gap="sm" align="stretch">
          <Stat label="On the way to the store" hint={size(spool.lag_bytes)}>
            {duration(spool.lag_s * 1000)}
          </Stat>
          <Stat label="Calls that went on unlogged">{count(spool.dropped)}</Stat>
          <Stat label="Damaged files set aside" hint={size(spool.quarantined_bytes)}>
            {count(spool.quarantined_files)}
          </Stat>
          {mirror && (
            <Stat label="Changes that questions do not see yet">{count(mirror.behind)}</Stat>
          )}
          <Stat label="Version">{version}</Stat>
        </Group>
      )}
      <Title order={2} size="h4">
        Workers
      </Title>
      {workers?.length ? <Workers workers={workers} /> : <Empty title="No worker is running" />}
    </>
  );
}
