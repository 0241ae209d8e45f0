import { Button, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { Explained } from '../../api/explanations';
import { useBefore } from '../../hooks/useBefore';
import type { AmountUnit } from '../../lib/differences';
import { count } from '../../lib/numbers';
import { sentence } from './causes';
import { ExplanationTable } from './ExplanationTable';

const SHOWN = 6;

/** What carries a change, in a sentence and a table. */
export function Explanation({
  explained,
  title,
  score,
  unit,
  direction,
}: {
  explained: Explained;
  title: string; // what changed
  score?: string; // undefined: a metric
  unit: AmountUnit;
  direction: 'higher' | 'lower' | null; // which is better
}) {
  const before = useBefore();
  const [all, setAll] = useState(false);
  const { values } = explained;
  const shown = all ? values : values.slice(0, SHOWN);
  return (
    <Stack gap="xs">
      <Text style={{ overflowWrap: 'anywhere' }}>
        {capitalised(sentence(title, explained, unit), score)}{' '}
        <Text span size="xs" c="dimmed">
          Against {before}.
        </Text>
      </Text>
      {shown.length > 0 && (
        <Paper withBorder>
          <ExplanationTable
            explained={explained}
            values={shown}
            score={score}
            unit={unit}
            direction={direction}
          />
        </Paper>
      )}
      {values.length > shown.length && (
        <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => setAll(true)}>
          Show {count(values.length - shown.length)} more
        </Button>
      )}
      {explained.tested > 0 && <Method explained={explained} />}
    </Stack>
  );
}

/** A sentence may begin with the name of a score, which stays as it is. */
const capitalised = (text: string, score: string | undefined) =>
  score === undefined ? text[0]!.toUpperCase() + text.slice(1) : text;

/** How the change was divided, and what was not looked at. */
function Method({ explained: { tested, left_out: leftOut } }: { explained: Explained }) {
  const names = (reason: string) =>
    leftOut
      .filter(each => each.reason === reason)
      .map(({ key }) => key.replace('property.', ''))
      .join(', ');
  const parts = [
    [names('one_value'), 'with one value'],
    [names('identifies_requests'), 'with another value for nearly every request'],
    [names('less_frequent'), 'beyond the twenty most frequent'],
  ].filter(([found]) => found);
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      The contributions of all values of one property sum to the change (Kitagawa): rate, because
      the mean of the value changed; mix, because it became more or less frequent. First come the
      values that carry most beyond their share of the change; p is adjusted for {count(tested)}{' '}
      values.
      {parts.length > 0 &&
        ` Not examined: ${parts.map(([found, why]) => `${found} (${why})`).join('; ')}.`}
    </Text>
  );
}
