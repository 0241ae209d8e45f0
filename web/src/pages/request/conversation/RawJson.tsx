import { Button, Group, Stack, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CopyText } from '../../../components/CopyButton';
import { size } from '../../../lib/numbers';
import classes from './Conversation.module.css';

/** Both bodies as they were kept, and what is known of the call. */
export function RawJson({
  request,
  response,
  row,
}: Record<'request' | 'response' | 'row', unknown>) {
  return (
    <Stack gap="lg">
      <Body title="Request" value={request} />
      <Body title="Response" value={response} />
      <Body title="What is known of it" value={row} />
    </Stack>
  );
}

const FOLDED = 100_000; // characters; laying out more takes seconds

function Body({ title, value }: { title: string; value: unknown }) {
  const text = useMemo(
    () => (typeof value === 'string' ? value : JSON.stringify(value, null, 2)),
    [value],
  );
  const [whole, setWhole] = useState(false);
  const shown = whole ? text : text.slice(0, FOLDED);
  return (
    <section aria-label={title}>
      <Group gap="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        <CopyText text={text} what={title.toLowerCase()} />
      </Group>
      <pre className={`${classes.code} ${classes.mono}`} tabIndex={0}>
        {shown}
      </pre>
      {shown.length < text.length && (
        <Button size="xs" variant="default" onClick={() => setWhole(true)}>
          Show all {size(text.length)}
        </Button>
      )}
    </section>
  );
}
