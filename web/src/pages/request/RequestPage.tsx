import { Grid, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { requestQuery } from '../../api/requests';
import type { RequestRow } from '../../api/requestList';
import { Page } from '../../components/Page';
import { QueryState } from '../../components/QueryState';
import { BodyView } from './BodyView';
import { Attempts } from './facts/Attempts';
import { RequestFacts } from './facts/RequestFacts';
import { Properties } from './facts/Properties';
import { Timeline } from './facts/Timeline';
import { Usage } from './facts/Usage';
import { RequestNavigation } from './RequestNavigation';
import classes from './RequestPage.module.css';
import { ScorePanel } from './scores/ScorePanel';
import { ShortcutHelp } from './scores/ShortcutHelp';
import { UnsavedScores } from './scores/UnsavedScores';
import { useScoring } from './scores/useScoring';
import { useShortcuts } from './scores/useShortcuts';
import { useNeighbours } from './useNeighbours';

/** A single request: its conversation, its numbers and its scores. */
export default function RequestPage() {
  const { requestId } = useParams({ from: '/requests/$requestId' });
  const { score } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const request = useQuery(requestQuery(requestId));
  const { neighbours, step } = useNeighbours(requestId, request.isSuccess);
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const [notice, setNotice] = useState('');
  const selectScore = (name: string) =>
    void navigate({ to: '.', search: before => ({ ...before, score: name }), replace: true });
  const scoring = useScoring(requestId, score, selectScore);

  async function go(to: 'next' | 'previous') {
    const moved = await step(to).catch(() => true); // RequestNavigation shows the error
    const end = to === 'next' ? 'last' : 'first';
    setNotice(moved ? '' : `This is the ${end} request in the list.`);
  }
  useShortcuts(action => {
    if (action.do === 'help') setIsHelpOpen(true);
    else if (action.do === 'step') void go(action.to);
    else scoring.act(action);
  });

  return (
    <Page
      title="Request"
      actions={
        <RequestNavigation
          neighbours={neighbours}
          notice={notice}
          go={to => void go(to)}
          onHelp={() => setIsHelpOpen(true)}
        />
      }
    >
      <ShortcutHelp opened={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
      <UnsavedScores {...scoring.unsaved} />
      <QueryState query={request} what="the request" rows={8}>
        {row => (
          <RequestDetails row={row}>
            <ScorePanel requestId={requestId} scoring={scoring} onSelect={selectScore} />
          </RequestDetails>
        )}
      </QueryState>
    </Page>
  );
}

function RequestDetails({ row, children }: { row: RequestRow; children: ReactNode }) {
  return (
    <>
      <RequestFacts row={row} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <BodyView row={row} />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
              <Usage row={row} />
              <Timeline row={row} />
            </SimpleGrid>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack
            gap="sm"
            component="aside"
            className={classes.side}
            aria-label="Scores and properties"
          >
            {children}
            <Properties row={row} />
          </Stack>
        </Grid.Col>
      </Grid>
      <Attempts row={row} />
    </>
  );
}
