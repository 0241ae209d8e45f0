import { SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { requestQuery } from '../../../api/requests';
import type { RequestRow } from '../../../api/requestList';
import type { Sent } from '../../../api/sendAgain';
import { textOf } from '../../../components/conversation/arrange';
import { turns } from '../../../components/conversation/turns';
import { Panel } from '../../../components/Panel';
import { WordDiff } from '../../../components/WordDiff';
import { cost, count, duration } from '../../../lib/numbers';
import classes from '../RequestFacts.module.css';

/** The answer before and the one now beside each other; the words in which they differ are marked. */
export function Answers({
  row,
  sent,
  isSending,
}: {
  row: RequestRow;
  sent: Sent;
  isSending: boolean;
}) {
  const logged = useQuery({
    ...requestQuery(sent.requestId ?? ''),
    enabled: !isSending && sent.requestId !== null,
  }).data;
  const before = useMemo(() => answerText(row.response_body), [row.response_body]);
  const after = useMemo(
    () => (logged && answerText(logged.response_body)) || answerText(sent.body) || sent.text,
    [logged, sent],
  );
  const isDone = !isSending;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} aria-label="Both answers" role="group">
      <Panel title="Before" aside={<Numbers row={row} />}>
        <WordDiff before={before} after={isDone ? after : before} side="before" />
      </Panel>
      <Panel
        title={isDone && sent.status >= 400 ? `Now: failed with status ${sent.status}` : 'Now'}
        aside={logged && <Numbers row={logged} />}
      >
        <WordDiff before={isDone ? before : after} after={after} side="after" />
        {isDone && sent.requestId && (
          <Link
            className={classes.link}
            to="/requests/$requestId"
            params={{ requestId: sent.requestId }}
          >
            Open this request
          </Link>
        )}
      </Panel>
    </SimpleGrid>
  );
}

function Numbers({ row }: { row: RequestRow }) {
  return (
    <Text size="xs" c="var(--g-text-2)">
      {row.model} · {duration(row.attempts.at(-1)?.latency_ms)} · {count(row.completion_tokens)}{' '}
      tokens · {cost(row.cost)}
    </Text>
  );
}

function answerText(body: unknown): string {
  return turns(null, body).map(textOf).join('\n\n');
}
