import { Anchor, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CopyButton } from '../../components/CopyButton';
import { Page } from '../../components/Page';
import { useHost } from '../../hooks/useHost';
import classes from './connect.module.css';
import { DemoCard } from './DemoCard';
import { FirstCall } from './FirstCall';
import { SnippetPicker } from './SnippetPicker';
import { CLIENTS, SENT } from './snippets/all';

/** How to send calls here, and what to send with them. `/` shows it until a first call went well. */
export default function ConnectPage() {
  const host = useHost();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (changed: { with?: string; send?: string }) =>
    void navigate({ to: '.', search: before => ({ ...before, ...changed }), replace: true });
  return (
    <Page title="Connect">
      <FirstCall />
      <div className={classes.address}>
        <div>
          <Text size="xs" c="dimmed">
            Base URL
          </Text>
          <span className={classes.url}>{host.origin}/v1</span>
          <CopyButton text={`${host.origin}/v1`} what="the base URL" />
        </div>
        <Text size="sm" c="dimmed" maw={620}>
          Set it in place of your provider’s, and every call is logged. Keep sending your key for
          the provider; it is passed on and not stored.
        </Text>
      </div>
      <KeyLine needsKey={host.needsKey} />
      <SnippetPicker
        title="Make a call"
        groups={CLIENTS}
        chosen={search.with}
        host={host}
        onChoose={id => change({ with: id })}
      />
      <SnippetPicker
        title="Say more about it"
        groups={SENT}
        chosen={search.send}
        host={host}
        onChoose={id => change({ send: id })}
      />
      <DemoCard />
      <Text size="sm" c="dimmed">
        All endpoints are described at{' '}
        <Anchor href="/docs" underline="always">
          /docs
        </Anchor>
        .
      </Text>
    </Page>
  );
}

function KeyLine({ needsKey }: { needsKey: boolean }) {
  const command = 'gnomon keys new --name my-app';
  return (
    <Text size="sm" className={classes.key}>
      {needsKey
        ? 'This Gnomon asks callers for a key of its own. Create one, and add the lines that it prints to the settings:'
        : 'This Gnomon asks for no key of its own. To tell callers or projects apart, create keys:'}{' '}
      <code className={classes.inline}>{command}</code>
      <CopyButton text={command} what="the command for a key" />
    </Text>
  );
}
