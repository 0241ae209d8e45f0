import { Alert, Button, Code } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { FirstStep } from '../../components/firstSteps';
import { EmptyState } from '../../components/states';
import { useCanScore } from '../../hooks/useCanScore';
import { webhooksQuery } from '../../api/webhooks';
import { WebhookForm } from './WebhookForm';
import { WebhookTable } from './WebhookTable';
import { WebhookView } from './WebhookView';

/** Subscriptions of other servers to calls, scores and alerts, and what became of their messages. */
export default function WebhooksPage() {
  const { id, create, change } = useSearch({ from: '/webhooks' });
  const navigate = useNavigate();
  const webhooks = useQuery(webhooksQuery);
  const canScore = useCanScore();
  const [secret, setSecret] = useState<string | null>(null); // of the one that was made or rotated just now
  const open = (search: { id?: string; create?: true; change?: true }) =>
    void navigate({
      to: '/webhooks',
      search: before => ({ ...before, ...CLOSED, ...search }),
    });
  return (
    <Page
      title="Webhooks"
      actions={
        canScore && !create && <Button onClick={() => open({ create: true })}>New webhook</Button>
      }
    >
      {create && (
        <WebhookForm
          onClose={() => open({})}
          onSaved={made => {
            setSecret(made.secret);
            open({ id: made.id });
          }}
        />
      )}
      {secret && <Secret secret={secret} onClose={() => setSecret(null)} />}
      <QueryState query={webhooks} what="the webhooks" rows={4}>
        {loaded => {
          const shown = loaded.find(each => each.id === id);
          return (
            <>
              {loaded.length > 0 && (
                <WebhookTable webhooks={loaded} chosen={id} onChoose={each => open({ id: each })} />
              )}
              {!loaded.length && !create && (
                <EmptyState title="No webhooks yet">
                  A webhook sends a signed message to a server of yours when a call ends, a score is
                  added, or an evaluator is blocked.
                  {canScore && (
                    <>
                      {' '}
                      Create one above, or in the shell:
                      <FirstStep of="webhooks" />
                    </>
                  )}
                </EmptyState>
              )}
              {shown && change && canScore && (
                <WebhookForm
                  key={`edit ${shown.id}`}
                  webhook={shown}
                  onClose={() => open({ id: shown.id })}
                  onSaved={() => open({ id: shown.id })}
                />
              )}
              {shown && (
                <WebhookView
                  key={shown.id}
                  webhook={shown}
                  onSecret={setSecret}
                  onEdit={() => open({ id: shown.id, change: true })}
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

/** The secret, shown until it is closed. */
function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <Alert
      variant="outline"
      color="gray"
      title="The secret that signs its messages"
      withCloseButton
      closeButtonLabel="Close"
      onClose={onClose}
    >
      <p>Put it where the receiver checks signatures. It is not shown again on this page.</p>
      <Code>{secret}</Code> <CopyButton text={secret} what="the secret" />
    </Alert>
  );
}
