import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { queuesQuery } from '../../api/queues';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { LabelPlanButton } from '../../components/labelPlan/LabelPlanButton';
import { FirstStep } from '../../components/firstSteps';
import { EmptyState } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { QueueForm } from './QueueForm';
import { QueueTable } from './QueueTable';

/** The queues of requests that people are asked to rate. */
export default function QueuesPage() {
  const { edit, create, ids } = useSearch({ from: '/label' });
  const isNew = create ?? Boolean(ids);
  const navigate = useNavigate();
  const queues = useQuery(queuesQuery);
  const canScore = useCanScore();
  const open = (search: { edit?: string; create?: true; ids?: string[] }) =>
    void navigate({ to: '/label', search: before => ({ ...before, ...CLOSED, ...search }) });
  return (
    <Page
      title="Label"
      actions={
        canScore &&
        !isNew && (
          <>
            <LabelPlanButton />
            <Button onClick={() => open({ create: true })}>New queue</Button>
          </>
        )
      }
    >
      {isNew && (
        <QueueForm
          ids={ids}
          onClose={() => open({})}
          onSaved={id =>
            ids ? void navigate({ to: '/label/$queueId', params: { queueId: id } }) : open({})
          }
        />
      )}
      <QueryState query={queues} what="the queues" rows={4}>
        {loaded => {
          const edited = loaded.find(({ id }) => id === edit);
          return (
            <>
              {edited && (
                <QueueForm
                  key={edited.id}
                  queue={edited}
                  onClose={() => open({})}
                  onSaved={() => open({})}
                />
              )}
              {loaded.length > 0 && (
                <QueueTable queues={loaded} onEdit={canScore ? id => open({ edit: id }) : null} />
              )}
              {!loaded.length && !isNew && (
                <EmptyState title="No queues yet">
                  A queue asks people to score requests, one after the other: those of a filter, or
                  a sample of them, for one or several raters each.{' '}
                  {canScore && (
                    <>
                      <Anchor
                        component="button"
                        type="button"
                        onClick={() => open({ create: true })}
                      >
                        Create one
                      </Anchor>{' '}
                      here, or in the shell:
                      <FirstStep of="queues" />
                    </>
                  )}
                </EmptyState>
              )}
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}

const CLOSED = { edit: undefined, create: undefined, ids: undefined };
