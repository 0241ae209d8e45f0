import {
  Button,
  Checkbox,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { Call } from '../call';
import { type Draft, draftOf } from './draft';
import type { SendKeys } from './useSending';

/** What may be changed, and the key. */
export function DraftForm({
  call,
  upstream,
  asksForKey,
  isSending,
  onSend,
  onStop,
  onClose,
}: {
  call: Call;
  upstream: string;
  asksForKey: boolean; // of Gnomon
  isSending: boolean;
  onSend: (draft: Draft, keys: SendKeys) => void;
  onStop: () => void;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState(() => draftOf(call.body));
  const [keys, setKeys] = useState<SendKeys>({ provider: '', gnomon: '' });
  const isReady = keys.provider !== '' && (!asksForKey || keys.gnomon !== '');
  return (
    <form
      autoComplete="off"
      onSubmit={event => {
        event.preventDefault();
        if (isReady) onSend(draft, keys);
      }}
    >
      <Stack gap="sm">
        <DraftFields draft={draft} onChange={changed => setDraft({ ...draft, ...changed })} />
        <SimpleGrid cols={{ base: 1, sm: asksForKey ? 2 : 1 }}>
          <KeyField
            label={`Key of ${upstream}`}
            value={keys.provider}
            onChange={provider => setKeys({ ...keys, provider })}
          />
          {asksForKey && (
            <KeyField
              label="Key of this Gnomon, with the scope proxy"
              value={keys.gnomon}
              onChange={gnomon => setKeys({ ...keys, gnomon })}
            />
          )}
        </SimpleGrid>
        <Text size="xs" c="var(--g-text-2)">
          The call goes through this Gnomon to {upstream} and is logged with the property
          Sent-Again-From. The key goes with it; it is not stored, not logged, and gone when this
          form closes.
        </Text>
        <Group gap="xs">
          <Button size="xs" type="submit" loading={isSending} disabled={!isReady}>
            Send
          </Button>
          {isSending && (
            <Button size="xs" variant="default" onClick={onStop}>
              Stop
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function DraftFields({
  draft,
  onChange,
}: {
  draft: Draft;
  onChange: (changed: Partial<Draft>) => void;
}) {
  return (
    <>
      <Group gap="sm" align="end">
        <TextInput
          size="xs"
          label="Model"
          flex={1}
          value={draft.model}
          onChange={event => onChange({ model: event.currentTarget.value })}
        />
        <Checkbox
          size="xs"
          mb={6}
          label="Stream the answer"
          checked={draft.stream}
          onChange={event => onChange({ stream: event.currentTarget.checked })}
        />
      </Group>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {draft.system !== null && (
          <LongField
            label="System prompt"
            value={draft.system}
            onChange={system => onChange({ system })}
          />
        )}
        {draft.prompt !== null && (
          <LongField
            label="Last message"
            value={draft.prompt}
            onChange={prompt => onChange({ prompt })}
          />
        )}
      </SimpleGrid>
      <LongField
        label="Parameters"
        mono
        value={draft.parameters}
        onChange={parameters => onChange({ parameters })}
      />
    </>
  );
}

function LongField({
  label,
  value,
  mono,
  onChange,
}: {
  label: string;
  value: string;
  mono?: boolean;
  onChange: (text: string) => void;
}) {
  return (
    <Textarea
      size="xs"
      label={label}
      autosize
      minRows={3}
      maxRows={12}
      spellCheck={false}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
      styles={mono ? { input: { fontFamily: 'var(--g-mono)' } } : undefined}
    />
  );
}

function KeyField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (key: string) => void;
}) {
  return (
    <PasswordInput
      size="xs"
      label={label}
      autoComplete="off"
      data-1p-ignore
      data-lpignore="true"
      visibilityToggleButtonProps={{ 'aria-label': `Show the ${label.toLowerCase()}` }}
      value={value}
      onChange={event => onChange(event.currentTarget.value)}
    />
  );
}
