import { Code, Group, Loader, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/session';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { snippets } from './snippets';

/** How to make the first call. app/Home.tsx shows the overview in its place as soon as one has come. */
export default function FirstRunPage() {
  const { data: session } = useQuery(sessionQuery);
  const { origin } = window.location;
  const ready = snippets(origin, session !== undefined && !session.open);
  return (
    <Page title="Make a first call">
      <Text>
        Set your application’s base URL to this address, and every call is logged here. Nothing else
        changes: the provider’s key stays where it is.
      </Text>
      <Group gap="xs">
        <Code fz="md">{`${origin}/v1`}</Code>
        <CopyButton text={`${origin}/v1`} what="the base URL" />
      </Group>
      <Tabs defaultValue="0">
        <Tabs.List aria-label="Examples">
          {ready.map(({ name }, index) => (
            <Tabs.Tab key={name} value={String(index)}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {ready.map(({ name, code }, index) => (
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
        <Text size="sm">Waiting for the first call. This page turns by itself.</Text>
      </Group>
    </Page>
  );
}
