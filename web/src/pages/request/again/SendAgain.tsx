import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RequestRow } from '../../../api/requestList';
import { sessionQuery } from '../../../api/session';
import { Panel } from '../../../components/Panel';
import { type Call, callOf } from '../call';
import { Answers } from './Answers';
import { DraftForm } from './DraftForm';
import { useSending } from './useSending';

/** A form to make a call again with changes, and the answer beside the one before. */
export function SendAgain({ row, onClose }: { row: RequestRow; onClose: () => void }) {
  const call = callOf(row, window.location.origin);
  if (!call) {
    return (
      <Panel title="Send again">
        <Text size="sm">
          This call cannot be sent again: it did not pass the proxy, or its body is not stored.
        </Text>
      </Panel>
    );
  }
  return <Form row={row} call={call} onClose={onClose} />;
}

function Form({ row, call, onClose }: { row: RequestRow; call: Call; onClose: () => void }) {
  const { data: session } = useQuery(sessionQuery);
  const sending = useSending(row.request_id, call);
  return (
    <Panel title="Send again">
      <Stack gap="md">
        <DraftForm
          call={call}
          upstream={row.attempts.at(-1)?.upstream ?? ''}
          asksForKey={session ? !session.open : false}
          isSending={sending.isSending}
          onSend={sending.send}
          onStop={sending.stop}
          onClose={onClose}
        />
        {sending.error && (
          <Text role="alert" size="sm" c="var(--g-bad)" style={{ overflowWrap: 'anywhere' }}>
            {sending.error}
          </Text>
        )}
        {sending.sent && <Answers row={row} sent={sending.sent} isSending={sending.isSending} />}
      </Stack>
    </Panel>
  );
}
