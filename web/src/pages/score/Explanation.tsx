import { Button, NativeSelect, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { QueryState } from '../../components/QueryState';
import { useDefinition } from '../../components/scores/DefinitionSummary';
import { count } from '../../lib/numbers';
import { sentence } from './causes';
import { ExplanationTable } from './ExplanationTable';
import { type Explained, explanationQuery } from './queries';
import { Section } from './Section';
import type { Subject } from './subject';
import { useBefore } from './Summary';

const SHOWN = 6;

/** Which models, prompts, evaluators and values of properties carry the change since the time before. `labels`: those of
 * a score of labels, of which one is explained. */
export function Explanation({ subject, labels }: { subject: Subject; labels: string[] }) {
  const { label = labels[0] } = useSearch({ from: '/scores/$name' });
  const query = useQuery(explanationQuery(subject, label));
  const title = subject.type === 'label' ? `${subject.name}: ${label}` : subject.name;
  return (
    <Section
      title="What explains the change"
      actions={
        labels.length > 0 && label !== undefined ? (
          <LabelSelect labels={labels} label={label} />
        ) : undefined
      }
    >
      <QueryState query={query} what="the explanation" rows={6}>
        {explained => explained && <Answer explained={explained} subject={subject} title={title} />}
      </QueryState>
    </Section>
  );
}

function LabelSelect({ labels, label }: { labels: string[]; label: string }) {
  const navigate = useNavigate({ from: '/scores/$name' });
  return (
    <NativeSelect
      aria-label="Label whose share is explained"
      value={label}
      onChange={event => {
        const chosen = event.currentTarget.value;
        void navigate({ search: before => ({ ...before, label: chosen }) });
      }}
      data={labels}
    />
  );
}

function Answer({
  explained,
  subject,
  title,
}: {
  explained: Explained;
  subject: Subject;
  title: string;
}) {
  const before = useBefore();
  const direction = useDefinition(subject.name)?.direction ?? null;
  const [all, setAll] = useState(false);
  const { values } = explained;
  const shown = all ? values : values.slice(0, SHOWN);
  return (
    <Stack gap="xs">
      <Text style={{ overflowWrap: 'anywhere' }}>
        {sentence(title, explained)}{' '}
        <Text span size="xs" c="dimmed">
          Against {before}.
        </Text>
      </Text>
      {shown.length > 0 && (
        <Paper withBorder>
          <ExplanationTable
            explained={explained}
            values={shown}
            subject={subject}
            direction={subject.type === 'label' ? null : direction}
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
