import { Group, Stack, Text } from '@mantine/core';
import { count, size } from '../../../lib/numbers';
import { StatusLabel } from '../../../components/StatusLabel';
import classes from './Conversation.module.css';
import type { Media, Part } from './parts';
import { Preformatted, MessageText } from './MessageText';

export interface PartContext {
  formatted: boolean;
  names: Map<string, string>; // ids of tool calls → names
}

/** A part of a message. */
export function PartView({ part, ...shown }: PartContext & { part: Part }) {
  switch (part.kind) {
    case 'text':
      return <MessageText text={part.text} formatted={shown.formatted} />;
    case 'reasoning':
      return <Reasoning text={part.text} formatted={shown.formatted} />;
    case 'refusal':
      return <ErrorText word="refused" text={part.text} />;
    case 'error':
      return <ErrorText word="error" text={part.text} />;
    case 'call':
      return <ToolCall {...part} />;
    case 'result':
      return <ToolResult {...part} shown={shown} />;
    case 'media':
      return <MediaBox {...part} />;
    case 'other':
      return <Preformatted text={JSON.stringify(part.value, null, 2)} />;
  }
}

function Reasoning({ text, formatted }: { text: string; formatted: boolean }) {
  if (!text) {
    return (
      <Text size="sm" c="dimmed">
        Reasoning that the provider does not disclose
      </Text>
    );
  }
  return (
    <details className={classes.fold}>
      <summary>Reasoning, {count(text.length)} characters</summary>
      <div className={classes.inside}>
        <MessageText text={text} formatted={formatted} />
      </div>
    </details>
  );
}

function ErrorText({ word, text }: { word: string; text: string }) {
  return (
    <Group gap="xs" align="start">
      <StatusLabel tone="bad">{word}</StatusLabel>
      <div className={classes.plain}>{text}</div>
    </Group>
  );
}

function ToolCall({ name, input, id }: Extract<Part, { kind: 'call' }>) {
  return (
    <details className={classes.box} open>
      <summary title={id}>
        calls <strong>{name}</strong>
      </summary>
      {input && (
        <div className={classes.inside}>
          <Preformatted text={input} />
        </div>
      )}
    </details>
  );
}

function ToolResult({
  of,
  failed,
  parts,
  shown,
}: Extract<Part, { kind: 'result' }> & { shown: PartContext }) {
  return (
    <details className={classes.box} open>
      <summary title={of}>
        {failed ? 'error from' : 'result of'}{' '}
        <strong>{shown.names.get(of ?? '') ?? of ?? '?'}</strong>
      </summary>
      <Stack gap="xs" className={classes.inside}>
        {parts.map((part, index) => (
          <PartView key={index} part={part} {...shown} formatted={false} />
        ))}
      </Stack>
    </details>
  );
}

/** A placeholder. Media are never loaded: requests to their URLs would disclose who looks at what. */
function MediaBox({ what, type, bytes, name, url }: Media) {
  const details = [name, type, bytes === undefined ? undefined : size(bytes), url].filter(Boolean);
  return (
    <div className={classes.box}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <strong>{what}</strong> {details.join(' · ')}
      </Text>
    </div>
  );
}
