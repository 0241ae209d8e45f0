import { Button, Group, Stack, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyButton } from '../../../components/CopyButton';
import { size } from '../../../lib/numbers';
import classes from './Conversation.module.css';

/** Both bodies as they are stored, and the metadata of the request. */
export function RawJson({
  request,
  response,
  metadata,
}: Record<'request' | 'response' | 'metadata', unknown>) {
  return (
    <Stack gap="lg">
      <JsonSection title="Request" value={request} />
      <JsonSection title="Response" value={response} />
      <JsonSection title="Metadata" value={metadata} />
    </Stack>
  );
}

const MAX_CHARACTERS = 100_000; // rendering more takes seconds

function JsonSection({ title, value }: { title: string; value: unknown }) {
  const text = useMemo(
    () => (typeof value === 'string' ? value : JSON.stringify(value, null, 2)),
    [value],
  );
  const [showAll, setShowAll] = useState(false);
  const shown = showAll ? text : text.slice(0, MAX_CHARACTERS);
  return (
    <section aria-label={title}>
      <Group gap="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        <CopyButton text={text} what={title.toLowerCase()} />
      </Group>
      <pre className={`${classes.code} ${classes.mono}`} tabIndex={0}>
        {shown}
      </pre>
      {shown.length < text.length && (
        <Button size="xs" variant="default" onClick={() => setShowAll(true)}>
          Show all {size(text.length)}
        </Button>
      )}
    </section>
  );
}
