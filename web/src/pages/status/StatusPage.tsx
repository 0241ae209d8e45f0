import { Alert, Group, List, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Health, healthQuery } from '../../api/health';
import { QueryState } from '../../components/QueryState';
import { Page } from '../../components/Page';
import { StatusLabel } from '../../components/StatusLabel';
import { Stat } from '../../components/Stat';
import { count, duration, size } from '../../lib/numbers';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { SettingsTable } from './SettingsTable';
import { WorkerTable } from './WorkerTable';

const TONES = { ok: 'good', degraded: 'unsure', unavailable: 'bad' } as const;

/** How the installation is: its parts, what waits between them, what was lost. */
export default function StatusPage() {
  const { live } = useRange();
  const health = useQuery(healthQuery(live));
  const status = health.data?.status;
  return (
    <Page
      title="Status"
      actions={status && <StatusLabel tone={TONES[status]}>{status}</StatusLabel>}
    >
      <QueryState query={health} what="the status" rows={6}>
        {told => <HealthDetails health={told} />}
      </QueryState>
      <SettingsTable />
    </Page>
  );
}

function HealthDetails({
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
      {workers?.length ? (
        <WorkerTable workers={workers} />
      ) : (
        <EmptyState title="No worker is running" />
      )}
    </>
  );
}
