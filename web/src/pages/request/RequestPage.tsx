import { Anchor, Button, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../api/client';
import { requestQuery } from '../../api/requests';
import type { RequestRow } from '../../api/requestList';
import { asObject } from '../../components/conversation/parts';
import { ErrorText } from '../../components/conversation/PartView';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { EmptyState } from '../../components/states';
import { ScorePanel } from '../../components/scoring/ScorePanel';
import { UnsavedScores } from '../../components/scoring/UnsavedScores';
import { useScoring } from '../../components/scoring/useScoring';
import { SendAgain } from './again/SendAgain';
import { BodyView } from './BodyView';
import { CopyMenu } from './CopyMenu';
import { Properties } from './facts/Properties';
import { RequestFacts } from './RequestFacts';
import { RequestNavigation } from './RequestNavigation';
import classes from './RequestPage.module.css';
import { SessionSteps } from './SessionSteps';
import { titleOf } from './title';
import { useNeighbours } from './useNeighbours';
import { useRequestKeys } from './useRequestKeys';

/** A single request: its conversation, its numbers and its scores, and the session around it. */
export default function RequestPage() {
  const { requestId } = useParams({ from: '/requests/$requestId' });
  const { score, again } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const request = useQuery(requestQuery(requestId));
  const isMissing = request.error instanceof ApiError && request.error.status === 404;
  const { neighbours, step } = useNeighbours(requestId, request.isSuccess);
  const [notice, setNotice] = useState('');
  const change = (changed: { score?: string; again?: true }) =>
    void navigate({ to: '.', search: before => ({ ...before, ...changed }), replace: true });
  const selectScore = (name: string) => change({ score: name });
  const scoring = useScoring({ unit: 'request', id: requestId }, score, selectScore);

  async function go(to: 'next' | 'previous') {
    const moved = await step(to).catch(() => true); // RequestNavigation shows the error
    const end = to === 'next' ? 'last' : 'first';
    setNotice(moved ? '' : `This is the ${end} request in the list.`);
  }
  useRequestKeys(scoring, to => void go(to));

  return (
    <Page
      title={request.data ? titleOf(request.data) : 'Request'}
      actions={
        !isMissing && (
          <RequestNavigation neighbours={neighbours} notice={notice} go={to => void go(to)}>
            {request.data && <CopyMenu row={request.data} />}
            <Button size="xs" onClick={() => change({ again: again ? undefined : true })}>
              Send again
            </Button>
          </RequestNavigation>
        )
      }
    >
      <UnsavedScores {...scoring.unsaved} />
      {isMissing ? (
        <NoRequest />
      ) : (
        <QueryState query={request} what="the request" rows={8}>
          {row => (
            <RequestDetails key={requestId} row={row} onClose={() => change({ again: undefined })}>
              <ScorePanel scoring={scoring} onSelect={selectScore} />
            </RequestDetails>
          )}
        </QueryState>
      )}
    </Page>
  );
}

function NoRequest() {
  return (
    <EmptyState title="There is no request with this id">
      It may have been deleted, or belong to another project.{' '}
      <Anchor inherit underline="always" renderRoot={props => <Link to="/requests" {...props} />}>
        All requests
      </Anchor>
    </EmptyState>
  );
}

function RequestDetails({
  row,
  onClose,
  children,
}: {
  row: RequestRow;
  onClose: () => void;
  children: ReactNode;
}) {
  const { again } = useSearch({ from: '/requests/$requestId' });
  const { session_id: session, error } = row;
  return (
    <Stack gap="md">
      <RequestFacts row={row} />
      {error && !asObject(row.response_body).error && (
        <ErrorText word={row.error_type ?? 'failed'} text={error} />
      )}
      {again && <SendAgain row={row} onClose={onClose} />}
      <div className={`${classes.columns} ${session ? classes.withSession : ''}`}>
        <BodyView row={row} />
        {session && (
          <aside className={classes.session} aria-label="Session">
            <SessionSteps sessionId={session} requestId={row.request_id} />
          </aside>
        )}
        <aside className={classes.side} aria-label="Scores and properties">
          {children}
          <Properties row={row} />
        </aside>
      </div>
    </Stack>
  );
}
