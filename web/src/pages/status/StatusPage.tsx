import { Alert, List, SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Health, healthQuery, type Node } from '../../api/health';
import { QueryState } from '../../components/QueryState';
import { Page } from '../../components/Page';
import { StatusLabel } from '../../components/StatusLabel';
import { Stat } from '../../components/Stat';
import { count, duration, size } from '../../lib/numbers';
import { EmptyState } from '../../components/states';
import { useRange } from '../../hooks/useRange';
import { Findings } from './Findings';
import { NodeTable } from './NodeTable';
import { SettingsTable } from './SettingsTable';
import { WorkerTable } from './WorkerTable';

const TONES = { ok: 'good', degraded: 'unsure', unavailable: 'bad' } as const;

/** The health of the installation: its parts, backlogs and losses, and the settings. */
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
        {loaded => <HealthDetails health={loaded} />}
      </QueryState>
      {!health.isPending && ( // what stands above has its height by then
        <>
          <Findings />
          <SettingsTable />
        </>
      )}
    </Page>
  );
}

function HealthDetails({ health }: { health: Health }) {
  const { reasons, workers, nodes } = health;
  return (
    <>
      {Boolean(reasons?.length) && (
        <Alert color="orange" variant="outline" title="Something needs attention" role="alert">
          <List size="sm">
            {reasons!.map(reason => (
              <List.Item key={reason}>{reason}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {nodes && <Nodes nodes={nodes} />}
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
        <StoreStats health={health} />
        <SpoolStats health={health} />
      </SimpleGrid>
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

function Nodes({ nodes }: { nodes: Node[] }) {
  const own = nodes.find(node => node.own);
  return (
    <>
      <Title order={2} size="h4">
        Nodes
      </Title>
      <NodeTable nodes={nodes} />
      {own && (
        <Text size="sm" c="dimmed">
          All that follows is about node {own.number} alone. Other pages show the calls of all
          nodes.
        </Text>
      )}
    </>
  );
}

function StoreStats({ health: { store } }: { health: Health }) {
  if (!store) return null;
  return (
    <>
      <Stat label="Calls">{count(store.exchanges)}</Stat>
      <Stat label="In flight">{count(store.in_flight)}</Stat>
      <Stat label="Scores">{count(store.scores)}</Stat>
      <Stat label="Scores waiting for their call" hint={`${count(store.expired_scores)} expired`}>
        {count(store.waiting_scores)}
      </Stat>
      <Stat label="Size of the store">{size(store.size_bytes)}</Stat>
    </>
  );
}

function SpoolStats({ health: { spool, replica, version, nodes } }: { health: Health }) {
  if (!spool) return null;
  return (
    <>
      <Stat
        label="Spool lag"
        hint={spool.lagging ? `${size(spool.lag_bytes)}, too far behind` : size(spool.lag_bytes)}
      >
        {duration(spool.lag_s * 1000)}
      </Stat>
      <Stat label="Calls not logged">{count(spool.dropped)}</Stat>
      <Stat label="Quarantined spool files" hint={size(spool.quarantined_bytes)}>
        {count(spool.quarantined_files)}
      </Stat>
      {replica && (
        <Stat label={`Changes not yet in ${nodes ? 'ClickHouse' : 'the replica'}`}>
          {count(replica.behind)}
        </Stat>
      )}
      <Stat label="Version">{version}</Stat>
    </>
  );
}
