import { Group, Stack, Text } from '@mantine/core';
import { count } from '../../lib/numbers';
import { JsonTree } from '../json/JsonTree';
import { StatusLabel } from '../StatusLabel';
import classes from './Conversation.module.css';
import { Fold } from './Fold';
import { MediaBox } from './MediaBox';
import type { Part } from './parts';
import { isLong } from './text';
import { FoldedText, Structured, TextView } from './TextView';

export interface PartContext {
  formatted: boolean;
  names: Map<string, string>; // ids of tool calls → names
  folds: boolean; // long texts: not those of the answer
}

/** A part of a message. */
export function PartView({ part, ...shown }: PartContext & { part: Part }) {
  switch (part.kind) {
    case 'text':
      return shown.folds ? (
        <FoldedText text={part.text} formatted={shown.formatted} />
      ) : (
        <TextView text={part.text} formatted={shown.formatted} />
      );
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
      return <JsonTree value={part.value} label="Part" />;
  }
}

/** A part of what a tool answered, which is data rather than prose. */
function ResultPart({ part, ...shown }: PartContext & { part: Part }) {
  if (part.kind !== 'text') return <PartView part={part} {...shown} />;
  const text = <Structured text={part.text} label="Result" />;
  if (!shown.folds || !isLong(part.text)) return text;
  return (
    <Fold kind="context" what="Result" text={part.text}>
      {text}
    </Fold>
  );
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
        <TextView text={text} formatted={formatted} />
      </div>
    </details>
  );
}

/** What failed, in a word, and why. */
export function ErrorText({ word, text }: { word: string; text: string }) {
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
          <Structured text={input} label={`Arguments of ${name}`} />
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
          <ResultPart key={index} part={part} {...shown} />
        ))}
      </Stack>
    </details>
  );
}
