import { Group, Stack, Text } from '@mantine/core';
import { count, size } from '../../../lib/numbers';
import { State } from '../../../components/StatusLabel';
import classes from './Conversation.module.css';
import type { Media, Part } from './parts';
import { Verbatim, Words } from './MessageText';

export interface Shown {
  formatted: boolean;
  names: Map<string, string>; // ids of tool calls → names
}

/** A piece of a message. */
export function PartView({ part, ...shown }: Shown & { part: Part }) {
  switch (part.kind) {
    case 'text':
      return <Words text={part.text} formatted={shown.formatted} />;
    case 'reasoning':
      return <Reasoning text={part.text} formatted={shown.formatted} />;
    case 'refusal':
      return <Marked word="refused" text={part.text} />;
    case 'error':
      return <Marked word="error" text={part.text} />;
    case 'call':
      return <Call {...part} />;
    case 'result':
      return <Result {...part} shown={shown} />;
    case 'media':
      return <Placeholder {...part} />;
    case 'other':
      return <Verbatim text={JSON.stringify(part.value, null, 2)} />;
  }
}

function Reasoning({ text, formatted }: { text: string; formatted: boolean }) {
  if (!text) {
    return (
      <Text size="sm" c="dimmed">
        Reasoning, which the provider keeps to itself
      </Text>
    );
  }
  return (
    <details className={classes.fold}>
      <summary>Reasoning, {count(text.length)} characters</summary>
      <div className={classes.inside}>
        <Words text={text} formatted={formatted} />
      </div>
    </details>
  );
}

function Marked({ word, text }: { word: string; text: string }) {
  return (
    <Group gap="xs" align="start">
      <State is="bad">{word}</State>
      <div className={classes.plain}>{text}</div>
    </Group>
  );
}

function Call({ name, input, id }: Extract<Part, { kind: 'call' }>) {
  return (
    <details className={classes.box} open>
      <summary title={id}>
        calls <strong>{name}</strong>
      </summary>
      {input && (
        <div className={classes.inside}>
          <Verbatim text={input} />
        </div>
      )}
    </details>
  );
}

function Result({
  of,
  failed,
  parts,
  shown,
}: Extract<Part, { kind: 'result' }> & { shown: Shown }) {
  return (
    <details className={classes.box} open>
      <summary title={of}>
        {failed ? 'failure' : 'result'} of <strong>{shown.names.get(of ?? '') ?? of ?? '?'}</strong>
      </summary>
      <Stack gap="xs" className={classes.inside}>
        {parts.map((part, index) => (
          <PartView key={index} part={part} {...shown} formatted={false} />
        ))}
      </Stack>
    </details>
  );
}

/** Nothing is loaded from where it says: that would tell others who looks at what. */
function Placeholder({ what, type, bytes, name, url }: Media) {
  const told = [name, type, bytes === undefined ? undefined : size(bytes), url].filter(Boolean);
  return (
    <div className={classes.box}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <strong>{what}</strong> {told.join(' · ')}
      </Text>
    </div>
  );
}
