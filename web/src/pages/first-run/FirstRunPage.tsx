import { Code, Group, Loader, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { snippets } from './snippets';

/** Explains how to make the first call. app/Home.tsx replaces it with the overview once there is one. */
export default function FirstRunPage() {
  const { data: session } = useQuery(sessionQuery);
  const { origin } = window.location;
  const examples = snippets(origin, session !== undefined && !session.open);
  return (
    <Page title="Make your first call">
      <Text>
        Set the base URL of your application to this address, and Gnomon logs every call. Nothing
        else changes: you keep using your provider’s API key.
      </Text>
      <Group gap="xs">
        <Code fz="md">{`${origin}/v1`}</Code>
        <CopyButton text={`${origin}/v1`} what="the base URL" />
      </Group>
      <Tabs defaultValue="0">
        <Tabs.List aria-label="Examples">
          {examples.map(({ name }, index) => (
            <Tabs.Tab key={name} value={String(index)}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {examples.map(({ name, code }, index) => (
          <Tabs.Panel key={name} value={String(index)} pt="sm">
            <Group align="start" gap="xs" wrap="nowrap">
              <Code block tabIndex={0} style={{ overflow: 'auto' }}>
                {code}
              </Code>
              <CopyButton text={code} what={`the ${name} example`} />
            </Group>
          </Tabs.Panel>
        ))}
      </Tabs>
      <Group gap="xs" role="status">
        <Loader size="xs" aria-hidden="true" />
        <Text size="sm">Waiting for the first call. This page updates automatically.</Text>
      </Group>
    </Page>
  );
}
