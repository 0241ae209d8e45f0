import { Anchor, Paper, Stack, Text } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { count } from '../../lib/numbers';
import type { ScoreUnit } from '../../lib/scoreUnit';
import classes from './compare.module.css';
import { MeasureTable } from './MeasureTable';
import type { Side } from './sides';
import { headline, inOrder, isClear, type JudgedMeasure, testName } from './verdict';

/** The result in one sentence, then in numbers. `children`: when the groups ran, and reasons to doubt the result. */
export function Results({
  judged,
  unit,
  both,
  children,
}: {
  judged: JudgedMeasure[];
  unit: ScoreUnit;
  both: [Side, Side];
  children: ReactNode;
}) {
  const { all } = useSearch({ from: '/compare' });
  const ordered = inOrder(judged);
  const clear = ordered.filter(isClear);
  const rest = ordered.length - clear.length;
  return (
    <Stack gap="sm">
      <Paper withBorder py="md" px="lg" role="status" aria-label="Verdict">
        <div className={classes.headline}>{headline(judged, [both[0].name, both[1].name])}</div>
      </Paper>
      {children}
      <Paper withBorder>
        {!all && !clear.length ? (
          <Text c="dimmed" py="sm" px="lg">
            Nothing differs for certain.
          </Text>
        ) : (
          <MeasureTable judged={judged} shown={all ? ordered : clear} both={both} />
        )}
      </Paper>
      {rest > 0 && (
        <Anchor
          size="sm"
          renderRoot={props => (
            <Link
              to="."
              search={before => ({ ...before, all: all ? undefined : (true as const) })}
              {...props}
            />
          )}
        >
          {all
            ? 'Fold what has no clear difference'
            : `Show ${count(rest)} without a clear difference`}
        </Anchor>
      )}
      <MethodNote judged={judged} unit={unit} />
    </Stack>
  );
}

/** Explains the axis and the statistical methods. */
function MethodNote({ judged, unit }: { judged: JudgedMeasure[]; unit: ScoreUnit }) {
  const tested = judged.filter(({ measure }) => measure.p !== null);
  const adjusted = judged.flatMap(({ measure: { p, score } }) =>
    score ? [score.p_value, score.paired?.p_value ?? null] : [p],
  );
  const hasCorrected = judged.some(
    ({ measure: { corrected } }) => typeof corrected?.difference === 'number',
  );
  const tests = [...new Set(tested.map(({ measure }) => testName(measure.test)))];
  return (
    <Text size="xs" c="dimmed">
      Differences are the second group minus the first, with 95 % intervals, which hold for one look
      at a size that was fixed before; whoever watches while calls come in and stops at a difference
      reads the wider interval “at every look”, which takes 100 independent {unit}s in each group,
      or 100 pairs. On the axis they are in standard deviations of each measure, so that all share
      one scale; to the right is better, or higher where the definition of a score has no direction.
      The p-values are adjusted with Holm’s method for{' '}
      {count(adjusted.filter(p => p !== null).length)} tests; a difference is clear if its adjusted
      p-value is below 0.05. With fewer than 30 {unit}s per group, or fewer than 30 pairs, there is
      not enough data to rule out a difference. Cost, latency, tokens and errors are of all requests
      of the groups.
      {hasCorrected &&
        ' A corrected mean is what people would say, by their labels, and a corrected difference is that of two such means; tests and verdicts are of the scores as given.'}
      {tests.length > 0 && ` Tests: ${tests.join(', ')}.`}
    </Text>
  );
}
