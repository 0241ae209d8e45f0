import { Grid, Group, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { requestQuery } from '../../api/requests';
import type { RequestRow } from '../../api/requestList';
import { QueryState } from '../../components/QueryState';
import { Page } from '../../components/Page';
import { RequestOptions } from './conversation/RequestOptions';
import { Conversation } from './conversation/Conversation';
import { RawJson } from './conversation/RawJson';
import { Attempts } from './facts/Attempts';
import { RequestFacts } from './facts/Facts';
import { Properties } from './facts/Properties';
import { Timeline } from './facts/Timeline';
import { Usage } from './facts/Usage';
import { ShortcutHelp } from './scores/ShortcutHelp';
import { ScorePanel } from './scores/ScorePanel';
import { UnsavedScores } from './scores/UnsavedScores';
import { useShortcuts } from './scores/useShortcuts';
import { useScoring } from './scores/useScoring';
import classes from './RequestPage.module.css';
import type { VIEWS } from './search';
import { RequestNavigation } from './RequestNavigation';
import { useNeighbours } from './useNeighbours';

/** One request: what was said, how it went, how good it was. */
export default function RequestPage() {
  const { requestId } = useParams({ from: '/requests/$requestId' });
  const { score } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const request = useQuery(requestQuery(requestId));
  const { beside, step } = useNeighbours(requestId, request.isSuccess);
  const [help, setHelp] = useState(false);
  const [atEnd, setAtEnd] = useState('');
  const choose = (name: string) =>
    void navigate({ to: '.', search: before => ({ ...before, score: name }), replace: true });
  const scoring = useScoring(requestId, score, choose);

  async function go(to: 'next' | 'previous') {
    const moved = await step(to).catch(() => true); // the error is shown where the way is
    setAtEnd(moved ? '' : `This is the ${to === 'next' ? 'last' : 'first'} of the list.`);
  }
  useShortcuts(action => {
    if (action.do === 'help') setHelp(true);
    else if (action.do === 'step') void go(action.to);
    else scoring.act(action);
  });

  return (
    <Page
      title="Request"
      actions={
        <RequestNavigation
          neighbours={beside}
          atEnd={atEnd}
          go={to => void go(to)}
          onHelp={() => setHelp(true)}
        />
      }
    >
      <ShortcutHelp opened={help} onClose={() => setHelp(false)} />
      <UnsavedScores {...scoring.unsaved} />
      <QueryState query={request} what="the request" rows={8}>
        {row => (
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
                  <ScorePanel requestId={requestId} scoring={scoring} onChoose={choose} />
                  <Properties row={row} />
                </Stack>
              </Grid.Col>
            </Grid>
            <Attempts row={row} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

type View = (typeof VIEWS)[number] | 'formatted';

const LABELS: { value: View; label: string }[] = [
  { value: 'formatted', label: 'Formatted' },
  { value: 'plain', label: 'Plain text' },
  { value: 'raw', label: 'Raw JSON' },
];

/** The bodies, as a conversation or as they are. */
function BodyView({ row }: { row: RequestRow }) {
  const { view = 'formatted' } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const { request_body: request, response_body: response, ...known } = row;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label="How to show it"
          value={view}
          onChange={value => {
            const chosen = value === 'formatted' ? undefined : value;
            void navigate({ to: '.', search: before => ({ ...before, view: chosen }) });
          }}
          data={LABELS}
        />
      </Group>
      {view === 'raw' ? (
        <RawJson request={request} response={response} row={known} />
      ) : (
        <>
          <RequestOptions request={request} />
          <Conversation request={request} response={response} formatted={view === 'formatted'} />
        </>
      )}
    </Stack>
  );
}
