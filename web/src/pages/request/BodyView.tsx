import { Group, SegmentedControl, Stack } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RequestRow } from '../../api/requestList';
import { Conversation } from './conversation/Conversation';
import { RawJson } from './conversation/RawJson';
import { RequestOptions } from './conversation/RequestOptions';
import type { VIEWS } from './search';

type View = (typeof VIEWS)[number] | 'formatted';

const OPTIONS: { value: View; label: string }[] = [
  { value: 'formatted', label: 'Formatted' },
  { value: 'plain', label: 'Plain text' },
  { value: 'raw', label: 'Raw JSON' },
];

/** The bodies of a request, as a conversation or as they are stored. */
export function BodyView({ row }: { row: RequestRow }) {
  const { view = 'formatted' } = useSearch({ from: '/requests/$requestId' });
  const navigate = useNavigate();
  const { request_body: request, response_body: response, ...metadata } = row;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label="View"
          value={view}
          onChange={value => {
            const chosen = value === 'formatted' ? undefined : value;
            void navigate({ to: '.', search: before => ({ ...before, view: chosen }) });
          }}
          data={OPTIONS}
        />
      </Group>
      {view === 'raw' ? (
        <RawJson request={request} response={response} metadata={metadata} />
      ) : (
        <>
          <RequestOptions request={request} />
          <Conversation request={request} response={response} formatted={view === 'formatted'} />
        </>
      )}
    </Stack>
  );
}
