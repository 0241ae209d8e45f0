import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { count } from '../../../lib/numbers';
import { EmptyState } from '../../../components/states';
import classes from './Conversation.module.css';
import { PartView, type PartContext } from './PartView';
import { callNames, type Turn, turns } from './turns';

const FIRST = 2; // the system's text and the first question …
const LAST = 20; // … and what led to the answer; the rest of a long conversation is folded

/** What was said, and what was answered. */
export function Conversation({
  request,
  response,
  formatted,
}: {
  request: unknown;
  response: unknown;
  formatted: boolean;
}) {
  const all = useMemo(() => turns(request, response), [request, response]);
  const names = useMemo(() => callNames(all), [all]);
  const [whole, setWhole] = useState(false);
  if (!all.length) {
    return (
      <EmptyState title="No bodies">
        They were left out by the caller, have been deleted by their age, or have not come yet.
      </EmptyState>
    );
  }
  const folded = whole ? 0 : Math.max(0, all.length - FIRST - LAST);
  const shown = { formatted, names };
  return (
    <Stack gap="md" component="section" aria-label="Conversation">
      {all.slice(0, folded ? FIRST : undefined).map((turn, index) => (
        <TurnView key={index} turn={turn} {...shown} />
      ))}
      {folded > 0 && (
        <Button size="xs" variant="default" onClick={() => setWhole(true)}>
          Show {count(folded)} messages between
        </Button>
      )}
      {folded > 0 &&
        all.slice(-LAST).map((turn, index) => <TurnView key={-1 - index} turn={turn} {...shown} />)}
    </Stack>
  );
}

function TurnView({ turn, ...shown }: PartContext & { turn: Turn }) {
  const colour = turn.role === 'error' ? classes.failed : turn.answer ? classes.answer : '';
  return (
    <article className={`${classes.turn} ${colour}`} aria-label={turn.role}>
      <Group gap="xs" mb={4}>
        <Text size="xs" fw={600}>
          {turn.role}
        </Text>
        <Text size="xs" c="dimmed">
          {[turn.name, turn.note].filter(Boolean).join(' · ')}
        </Text>
      </Group>
      <Stack gap="xs">
        {turn.parts.map((part, index) => (
          <PartView key={index} part={part} {...shown} />
        ))}
      </Stack>
    </article>
  );
}
