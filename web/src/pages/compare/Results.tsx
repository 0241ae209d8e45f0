import { Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { definitionsQuery } from '../../api/scores';
import { count } from '../../lib/numbers';
import { ResultTable } from './ResultTable';
import type { Side } from './sides';
import { type ComparedScore, decidingResult, testName, summarize, verdict } from './verdict';

/** What the comparison says, in words and then in numbers. */
export function Results({ rows, both }: { rows: ComparedScore[]; both: [Side, Side] }) {
  const { data: definitions } = useQuery(definitionsQuery);
  const names = [both[0].name, both[1].name] as const;
  const judged = rows.map(row => {
    const direction = definitions?.find(({ name }) => name === row.name)?.direction ?? null;
    return { row, ...verdict(row, names, direction) };
  });
  return (
    <Stack gap="sm">
      <Paper withBorder p="sm" role="status" aria-label="Verdict">
        <Text style={{ overflowWrap: 'anywhere' }}>{summarize(judged)}.</Text>
      </Paper>
      <ResultTable judged={judged} both={both} />
      <MethodNote rows={rows} />
    </Stack>
  );
}

/** How the numbers came about. */
function MethodNote({ rows }: { rows: ComparedScore[] }) {
  const used = rows.map(decidingResult);
  const tested = used.filter(({ p_value: p }) => p !== null);
  const tests = [...new Set(tested.map(({ test }) => testName(test)))];
  const pairs = used.filter(({ isPaired }) => isPaired).length;
  return (
    <Text size="xs" c="dimmed">
      Differences are second minus first, each with its own 95 % interval. p-values are adjusted by
      Holm’s method over the {count(tested.length)} comparisons here; a difference counts when the
      adjusted one is below 0.05. Fewer than 30 requests in a group, or 30 pairs, are too few to say
      that there is none.
      {tests.length > 0 && ` Tests: ${tests.join(', ')}.`}
      {pairs > 0 && ` ${count(pairs)} of ${count(rows.length)} are compared pair by pair.`}
    </Text>
  );
}
