import { Stack } from '@mantine/core';
import { JsonTree } from '../../components/json/JsonTree';
import { Panel } from '../../components/Panel';

/** Both bodies as they are stored, and the metadata of the request. */
export function RawJson({
  request,
  response,
  metadata,
}: Record<'request' | 'response' | 'metadata', unknown>) {
  return (
    <Stack gap="md">
      <Panel title="Request">
        <JsonTree value={request} label="Request" />
      </Panel>
      <Panel title="Response">
        <JsonTree value={response} label="Response" />
      </Panel>
      <Panel title="Metadata">
        <JsonTree value={metadata} label="Metadata" />
      </Panel>
    </Stack>
  );
}
