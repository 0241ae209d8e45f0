import { Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { definitionsQuery } from '../../api/scores';
import { count } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import { ResultTable } from './ResultTable';
import type { Side } from './sides';
import { type ComparedScore, decidingResult, testName, summarize, verdict } from './verdict';

/** The results of the comparison in words and in numbers. `children`: reasons to doubt them. */
export function Results({
  rows,
  unit,
  both,
  children,
}: {
  rows: ComparedScore[];
  unit: ScoreUnit;
  both: [Side, Side];
  children: ReactNode;
}) {
  const { data: definitions } = useQuery(definitionsQuery);
  const names = [both[0].name, both[1].name] as const;
  const judged = rows.map(row => {
    const direction = definitions?.find(({ name }) => name === row.name)?.direction ?? null;
    return { row, ...verdict(row, names, direction, unit) };
  });
  return (
    <Stack gap="sm">
      <Paper withBorder p="sm" role="status" aria-label="Verdict">
        <Text style={{ overflowWrap: 'anywhere' }}>{summarize(judged)}.</Text>
      </Paper>
      {children}
      <ResultTable judged={judged} both={both} />
      <MethodNote rows={rows} unit={unit} />
    </Stack>
  );
}

/** Explains the statistical methods. */
function MethodNote({ rows, unit }: { rows: ComparedScore[]; unit: ScoreUnit }) {
  const used = rows.map(decidingResult);
  const tested = used.filter(({ p_value: p }) => p !== null);
  const adjusted = rows.flatMap(({ p_value: p, paired }) => [p, paired?.p_value ?? null]);
  const tests = [...new Set(tested.map(({ test }) => testName(test)))];
  const pairs = used.filter(({ isPaired }) => isPaired).length;
  return (
    <Text size="xs" c="dimmed">
      Each difference is the second group minus the first, with its 95 % interval. The p-values are
      adjusted with Holm’s method for {count(adjusted.filter(p => p !== null).length)} tests (paired
      and unpaired); a difference is significant if its adjusted p-value is below 0.05. With fewer
      than 30 {unit}s per group, or fewer than 30 pairs, there is not enough data to rule out a
      difference.
      {tests.length > 0 && ` Tests: ${tests.join(', ')}.`}
      {pairs > 0 && ` ${count(pairs)} of ${count(rows.length)} scores are compared pair by pair.`}
    </Text>
  );
}
