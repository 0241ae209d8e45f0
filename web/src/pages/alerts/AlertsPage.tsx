import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { FirstStep } from '../../components/firstSteps';
import { EmptyState } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { AlertForm } from './AlertForm';
import { AlertTable } from './AlertTable';
import { AlertView } from './AlertView';
import { alertsQuery } from './queries';

/** Rules that watch a metric, how they are now, and what they have found. */
export default function AlertsPage() {
  const { id, create, change } = useSearch({ from: '/alerts' });
  const navigate = useNavigate();
  const alerts = useQuery(alertsQuery);
  const canScore = useCanScore();
  const go = (search: { id?: string; create?: true; change?: true }) =>
    navigate({ to: '/alerts', search: before => ({ ...before, ...CLOSED, ...search }) });
  const open = (search: Parameters<typeof go>[0]) => void go(search);
  return (
    <Page
      title="Alerts"
      actions={
        canScore && !create && <Button onClick={() => open({ create: true })}>New alert</Button>
      }
    >
      {create && <AlertForm onClose={() => open({})} onSaved={made => open({ id: made.id })} />}
      <QueryState query={alerts} what="the alerts" rows={4}>
        {loaded => {
          const shown = loaded.find(each => each.id === id);
          return (
            <>
              {loaded.length > 0 && (
                <AlertTable alerts={loaded} chosen={id} onChoose={each => open({ id: each })} />
              )}
              {!loaded.length && !create && <NoAlerts canScore={canScore} />}
              {shown && change && canScore && (
                <AlertForm
                  key={`edit ${shown.id}`}
                  rule={shown}
                  onClose={() => open({ id: shown.id })}
                  onSaved={() => open({ id: shown.id })}
                />
              )}
              {shown && (
                <AlertView
                  key={shown.id}
                  rule={shown}
                  onEdit={() => open({ id: shown.id, change: true })}
                  onDeleted={() => go({})}
                />
              )}
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}

const CLOSED = { id: undefined, create: undefined, change: undefined };

function NoAlerts({ canScore }: { canScore: boolean }) {
  return (
    <EmptyState title="No alerts yet">
      An alert watches a score, errors, latency, cost or the number of requests, and tells a server,
      a chat or an e-mail address when it is beyond a level.
      {canScore && (
        <>
          {' '}
          Create one above, or in the shell:
          <FirstStep of="alerts" />
        </>
      )}
    </EmptyState>
  );
}
