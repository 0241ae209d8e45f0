import { Button, Group, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { count } from '../../../lib/numbers';
import { EmptyState } from '../../../components/states';
import classes from './Conversation.module.css';
import { PartView, type PartContext } from './PartView';
import { callNames, type Turn, turns } from './turns';

// A long conversation is folded between the system prompt with the first question and the messages before the answer.
const FIRST = 2;
const LAST = 20;

/** The messages of a request and its response. */
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
  const [showAll, setShowAll] = useState(false);
  if (!all.length) {
    return (
      <EmptyState title="No bodies">
        The caller opted out of logging them, their retention period is over, or they have not been
        stored yet.
      </EmptyState>
    );
  }
  const folded = showAll ? 0 : Math.max(0, all.length - FIRST - LAST);
  const shown = { formatted, names };
  return (
    <Stack gap="md" component="section" aria-label="Conversation">
      {all.slice(0, folded ? FIRST : undefined).map((turn, index) => (
        <TurnView key={index} turn={turn} {...shown} />
      ))}
      {folded > 0 && (
        <Button size="xs" variant="default" onClick={() => setShowAll(true)}>
          Show {count(folded)} more messages
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
