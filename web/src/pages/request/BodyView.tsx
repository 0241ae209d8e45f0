import { SimpleGrid, Stack, Switch } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { RequestRow } from '../../api/requestList';
import { Conversation } from '../../components/conversation/Conversation';
import { SearchedText } from '../../components/conversation/searchedText';
import { RequestOptions } from '../../components/conversation/RequestOptions';
import { count } from '../../lib/numbers';
import { Views } from '../../components/Views';
import classes from './BodyView.module.css';
import { Attempts } from './facts/Attempts';
import { Headers } from './facts/Headers';
import { Timeline } from './facts/Timeline';
import { Usage } from './facts/Usage';
import { PreviousDiff } from './PreviousDiff';
import { RawJson } from './RawJson';
import type { VIEWS } from './search';
import { useMarkedHits } from './useMarkedHits';

type View = (typeof VIEWS)[number] | undefined;

/** What was said, and everything else that is known of the call, one view at a time. */
export function BodyView({ row }: { row: RequestRow }) {
  const { view, text } = useSearch({ from: '/requests/$requestId' });
  const body = useRef<HTMLDivElement>(null);
  useMarkedHits(body, text);
  return (
    <Stack gap="sm" className={classes.body}>
      <Tabs row={row} />
      <div ref={body} className={classes.view}>
        <SearchedText value={text}>
          <ViewOf row={row} view={view} />
        </SearchedText>
      </div>
    </Stack>
  );
}

function Tabs({ row }: { row: RequestRow }) {
  const { view } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const open = (chosen: View) =>
    void navigate({ to: '.', search: before => ({ ...before, view: chosen }), replace: true });
  const others = row.attempt_count + row.conflict_count + (row.read_back_by?.length ?? 0);
  const tabs: [name: string, view: View][] = [
    ['Conversation', undefined],
    ['JSON', 'raw'],
    ['Headers', 'headers'],
    ['Timing and cost', 'timing'],
    [`Attempts ${count(others)}`, 'attempts'],
  ];
  if (row.session_id) tabs.push(['Diff', 'diff']);
  const shown = view === 'plain' ? undefined : view;
  return (
    <Views views={tabs} shown={shown} onShow={open}>
      {shown === undefined && (
        <Switch
          ml="auto"
          size="xs"
          label="Plain text"
          checked={view === 'plain'}
          onChange={event => open(event.currentTarget.checked ? 'plain' : undefined)}
        />
      )}
    </Views>
  );
}

function ViewOf({ row, view }: { row: RequestRow; view: View }) {
  const { request_body: request, response_body: response, ...metadata } = row;
  switch (view) {
    case 'raw':
      return <RawJson request={request} response={response} metadata={metadata} />;
    case 'headers':
      return <Headers row={row} />;
    case 'timing':
      return (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Timeline row={row} />
          <Usage row={row} />
        </SimpleGrid>
      );
    case 'attempts':
      return <Attempts row={row} />;
    case 'diff':
      return <PreviousDiff row={row} />;
    default:
      return (
        <>
          <RequestOptions request={request} />
          <Conversation request={request} response={response} formatted={view !== 'plain'} />
          <Timeline row={row} />
        </>
      );
  }
}
